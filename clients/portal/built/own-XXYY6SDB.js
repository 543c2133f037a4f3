import{f as r}from"./chunk-LB5ZCCMH.js";import{g as t,z as o}from"./chunk-FWFX7DB4.js";function e(){return t(r,{contactId:o.contact_id??""})}export{e as default};
