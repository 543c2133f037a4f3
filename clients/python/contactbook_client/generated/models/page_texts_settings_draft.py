from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self, cast

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.acknowledgement import Acknowledgement
    from ..models.page_texts_settings_draft_af import PageTextsSettingsDraftAf
    from ..models.page_texts_settings_draft_ar import PageTextsSettingsDraftAr
    from ..models.page_texts_settings_draft_az import PageTextsSettingsDraftAz
    from ..models.page_texts_settings_draft_be import PageTextsSettingsDraftBe
    from ..models.page_texts_settings_draft_bg import PageTextsSettingsDraftBg
    from ..models.page_texts_settings_draft_bn import PageTextsSettingsDraftBn
    from ..models.page_texts_settings_draft_bs import PageTextsSettingsDraftBs
    from ..models.page_texts_settings_draft_ca import PageTextsSettingsDraftCa
    from ..models.page_texts_settings_draft_cs import PageTextsSettingsDraftCs
    from ..models.page_texts_settings_draft_cy import PageTextsSettingsDraftCy
    from ..models.page_texts_settings_draft_da import PageTextsSettingsDraftDa
    from ..models.page_texts_settings_draft_de import PageTextsSettingsDraftDe
    from ..models.page_texts_settings_draft_el import PageTextsSettingsDraftEl
    from ..models.page_texts_settings_draft_en import PageTextsSettingsDraftEn
    from ..models.page_texts_settings_draft_es import PageTextsSettingsDraftEs
    from ..models.page_texts_settings_draft_et import PageTextsSettingsDraftEt
    from ..models.page_texts_settings_draft_eu import PageTextsSettingsDraftEu
    from ..models.page_texts_settings_draft_fa import PageTextsSettingsDraftFa
    from ..models.page_texts_settings_draft_fi import PageTextsSettingsDraftFi
    from ..models.page_texts_settings_draft_fr import PageTextsSettingsDraftFr
    from ..models.page_texts_settings_draft_ga import PageTextsSettingsDraftGa
    from ..models.page_texts_settings_draft_gl import PageTextsSettingsDraftGl
    from ..models.page_texts_settings_draft_he import PageTextsSettingsDraftHe
    from ..models.page_texts_settings_draft_hi import PageTextsSettingsDraftHi
    from ..models.page_texts_settings_draft_hr import PageTextsSettingsDraftHr
    from ..models.page_texts_settings_draft_hu import PageTextsSettingsDraftHu
    from ..models.page_texts_settings_draft_hy import PageTextsSettingsDraftHy
    from ..models.page_texts_settings_draft_id import PageTextsSettingsDraftId
    from ..models.page_texts_settings_draft_is import PageTextsSettingsDraftIs
    from ..models.page_texts_settings_draft_it import PageTextsSettingsDraftIt
    from ..models.page_texts_settings_draft_ja import PageTextsSettingsDraftJa
    from ..models.page_texts_settings_draft_ka import PageTextsSettingsDraftKa
    from ..models.page_texts_settings_draft_kk import PageTextsSettingsDraftKk
    from ..models.page_texts_settings_draft_ko import PageTextsSettingsDraftKo
    from ..models.page_texts_settings_draft_ku import PageTextsSettingsDraftKu
    from ..models.page_texts_settings_draft_lb import PageTextsSettingsDraftLb
    from ..models.page_texts_settings_draft_lt import PageTextsSettingsDraftLt
    from ..models.page_texts_settings_draft_lv import PageTextsSettingsDraftLv
    from ..models.page_texts_settings_draft_mk import PageTextsSettingsDraftMk
    from ..models.page_texts_settings_draft_ms import PageTextsSettingsDraftMs
    from ..models.page_texts_settings_draft_mt import PageTextsSettingsDraftMt
    from ..models.page_texts_settings_draft_nb import PageTextsSettingsDraftNb
    from ..models.page_texts_settings_draft_ne import PageTextsSettingsDraftNe
    from ..models.page_texts_settings_draft_nl import PageTextsSettingsDraftNl
    from ..models.page_texts_settings_draft_nn import PageTextsSettingsDraftNn
    from ..models.page_texts_settings_draft_no import PageTextsSettingsDraftNo
    from ..models.page_texts_settings_draft_pa import PageTextsSettingsDraftPa
    from ..models.page_texts_settings_draft_pl import PageTextsSettingsDraftPl
    from ..models.page_texts_settings_draft_pt import PageTextsSettingsDraftPt
    from ..models.page_texts_settings_draft_ro import PageTextsSettingsDraftRo
    from ..models.page_texts_settings_draft_ru import PageTextsSettingsDraftRu
    from ..models.page_texts_settings_draft_schema import PageTextsSettingsDraftSchema
    from ..models.page_texts_settings_draft_si import PageTextsSettingsDraftSi
    from ..models.page_texts_settings_draft_sk import PageTextsSettingsDraftSk
    from ..models.page_texts_settings_draft_sl import PageTextsSettingsDraftSl
    from ..models.page_texts_settings_draft_so import PageTextsSettingsDraftSo
    from ..models.page_texts_settings_draft_sq import PageTextsSettingsDraftSq
    from ..models.page_texts_settings_draft_sr import PageTextsSettingsDraftSr
    from ..models.page_texts_settings_draft_sv import PageTextsSettingsDraftSv
    from ..models.page_texts_settings_draft_sw import PageTextsSettingsDraftSw
    from ..models.page_texts_settings_draft_ta import PageTextsSettingsDraftTa
    from ..models.page_texts_settings_draft_th import PageTextsSettingsDraftTh
    from ..models.page_texts_settings_draft_tl import PageTextsSettingsDraftTl
    from ..models.page_texts_settings_draft_tr import PageTextsSettingsDraftTr
    from ..models.page_texts_settings_draft_uk import PageTextsSettingsDraftUk
    from ..models.page_texts_settings_draft_ur import PageTextsSettingsDraftUr
    from ..models.page_texts_settings_draft_uz import PageTextsSettingsDraftUz
    from ..models.page_texts_settings_draft_vi import PageTextsSettingsDraftVi
    from ..models.page_texts_settings_draft_zh import PageTextsSettingsDraftZh


@dataclass(kw_only=True, slots=True)
class PageTextsSettingsDraft:
    """The section `page_texts` of the settings. Texts of the tenant over ours, by language and key. Plain text; `GET
    /v1/settings/page_texts/keys` lists the keys.

    """

    en: PageTextsSettingsDraftEn | Unset = UNSET
    """ Texts in English by key. """
    el: PageTextsSettingsDraftEl | Unset = UNSET
    """ Texts in Ελληνικά by key. """
    ar: PageTextsSettingsDraftAr | Unset = UNSET
    """ Texts in العربية by key. """
    de: PageTextsSettingsDraftDe | Unset = UNSET
    """ Texts in Deutsch by key. """
    ru: PageTextsSettingsDraftRu | Unset = UNSET
    """ Texts in Русский by key. """
    tr: PageTextsSettingsDraftTr | Unset = UNSET
    """ Texts in Türkçe by key. """
    af: PageTextsSettingsDraftAf | Unset = UNSET
    """ Texts in Afrikaans by key. """
    az: PageTextsSettingsDraftAz | Unset = UNSET
    """ Texts in Azərbaycanca by key. """
    be: PageTextsSettingsDraftBe | Unset = UNSET
    """ Texts in Беларуская by key. """
    bg: PageTextsSettingsDraftBg | Unset = UNSET
    """ Texts in Български by key. """
    bn: PageTextsSettingsDraftBn | Unset = UNSET
    """ Texts in বাংলা by key. """
    bs: PageTextsSettingsDraftBs | Unset = UNSET
    """ Texts in Bosanski by key. """
    ca: PageTextsSettingsDraftCa | Unset = UNSET
    """ Texts in Català by key. """
    cs: PageTextsSettingsDraftCs | Unset = UNSET
    """ Texts in Čeština by key. """
    cy: PageTextsSettingsDraftCy | Unset = UNSET
    """ Texts in Cymraeg by key. """
    da: PageTextsSettingsDraftDa | Unset = UNSET
    """ Texts in Dansk by key. """
    es: PageTextsSettingsDraftEs | Unset = UNSET
    """ Texts in Español by key. """
    et: PageTextsSettingsDraftEt | Unset = UNSET
    """ Texts in Eesti by key. """
    eu: PageTextsSettingsDraftEu | Unset = UNSET
    """ Texts in Euskara by key. """
    fa: PageTextsSettingsDraftFa | Unset = UNSET
    """ Texts in فارسی by key. """
    fi: PageTextsSettingsDraftFi | Unset = UNSET
    """ Texts in Suomi by key. """
    fr: PageTextsSettingsDraftFr | Unset = UNSET
    """ Texts in Français by key. """
    ga: PageTextsSettingsDraftGa | Unset = UNSET
    """ Texts in Gaeilge by key. """
    gl: PageTextsSettingsDraftGl | Unset = UNSET
    """ Texts in Galego by key. """
    he: PageTextsSettingsDraftHe | Unset = UNSET
    """ Texts in עברית by key. """
    hi: PageTextsSettingsDraftHi | Unset = UNSET
    """ Texts in हिन्दी by key. """
    hr: PageTextsSettingsDraftHr | Unset = UNSET
    """ Texts in Hrvatski by key. """
    hu: PageTextsSettingsDraftHu | Unset = UNSET
    """ Texts in Magyar by key. """
    hy: PageTextsSettingsDraftHy | Unset = UNSET
    """ Texts in Հայերեն by key. """
    id: PageTextsSettingsDraftId | Unset = UNSET
    """ Texts in Bahasa Indonesia by key. """
    is_: PageTextsSettingsDraftIs | Unset = UNSET
    """ Texts in Íslenska by key. """
    it: PageTextsSettingsDraftIt | Unset = UNSET
    """ Texts in Italiano by key. """
    ja: PageTextsSettingsDraftJa | Unset = UNSET
    """ Texts in 日本語 by key. """
    ka: PageTextsSettingsDraftKa | Unset = UNSET
    """ Texts in ქართული by key. """
    kk: PageTextsSettingsDraftKk | Unset = UNSET
    """ Texts in Қазақша by key. """
    ko: PageTextsSettingsDraftKo | Unset = UNSET
    """ Texts in 한국어 by key. """
    ku: PageTextsSettingsDraftKu | Unset = UNSET
    """ Texts in Kurdî by key. """
    lb: PageTextsSettingsDraftLb | Unset = UNSET
    """ Texts in Lëtzebuergesch by key. """
    lt: PageTextsSettingsDraftLt | Unset = UNSET
    """ Texts in Lietuvių by key. """
    lv: PageTextsSettingsDraftLv | Unset = UNSET
    """ Texts in Latviešu by key. """
    mk: PageTextsSettingsDraftMk | Unset = UNSET
    """ Texts in Македонски by key. """
    ms: PageTextsSettingsDraftMs | Unset = UNSET
    """ Texts in Bahasa Melayu by key. """
    mt: PageTextsSettingsDraftMt | Unset = UNSET
    """ Texts in Malti by key. """
    nb: PageTextsSettingsDraftNb | Unset = UNSET
    """ Texts in Norsk bokmål by key. """
    ne: PageTextsSettingsDraftNe | Unset = UNSET
    """ Texts in नेपाली by key. """
    nl: PageTextsSettingsDraftNl | Unset = UNSET
    """ Texts in Nederlands by key. """
    nn: PageTextsSettingsDraftNn | Unset = UNSET
    """ Texts in Norsk nynorsk by key. """
    no: PageTextsSettingsDraftNo | Unset = UNSET
    """ Texts in Norsk by key. """
    pa: PageTextsSettingsDraftPa | Unset = UNSET
    """ Texts in ਪੰਜਾਬੀ by key. """
    pl: PageTextsSettingsDraftPl | Unset = UNSET
    """ Texts in Polski by key. """
    pt: PageTextsSettingsDraftPt | Unset = UNSET
    """ Texts in Português by key. """
    ro: PageTextsSettingsDraftRo | Unset = UNSET
    """ Texts in Română by key. """
    si: PageTextsSettingsDraftSi | Unset = UNSET
    """ Texts in සිංහල by key. """
    sk: PageTextsSettingsDraftSk | Unset = UNSET
    """ Texts in Slovenčina by key. """
    sl: PageTextsSettingsDraftSl | Unset = UNSET
    """ Texts in Slovenščina by key. """
    so: PageTextsSettingsDraftSo | Unset = UNSET
    """ Texts in Soomaali by key. """
    sq: PageTextsSettingsDraftSq | Unset = UNSET
    """ Texts in Shqip by key. """
    sr: PageTextsSettingsDraftSr | Unset = UNSET
    """ Texts in Српски by key. """
    sv: PageTextsSettingsDraftSv | Unset = UNSET
    """ Texts in Svenska by key. """
    sw: PageTextsSettingsDraftSw | Unset = UNSET
    """ Texts in Kiswahili by key. """
    ta: PageTextsSettingsDraftTa | Unset = UNSET
    """ Texts in தமிழ் by key. """
    th: PageTextsSettingsDraftTh | Unset = UNSET
    """ Texts in ไทย by key. """
    tl: PageTextsSettingsDraftTl | Unset = UNSET
    """ Texts in Tagalog by key. """
    uk: PageTextsSettingsDraftUk | Unset = UNSET
    """ Texts in Українська by key. """
    ur: PageTextsSettingsDraftUr | Unset = UNSET
    """ Texts in اردو by key. """
    uz: PageTextsSettingsDraftUz | Unset = UNSET
    """ Texts in Oʻzbekcha by key. """
    vi: PageTextsSettingsDraftVi | Unset = UNSET
    """ Texts in Tiếng Việt by key. """
    zh: PageTextsSettingsDraftZh | Unset = UNSET
    """ Texts in 中文 by key. """
    acknowledge: Acknowledgement | None | Unset = UNSET
    """ Confirms how many more contacts the change lets be contacted. """
    version: int | Unset = UNSET
    """ As it was read. It is ignored: `If-Match` makes the change conditional. """
    schema: PageTextsSettingsDraftSchema | Unset = UNSET
    """ As it was read. It is ignored. """

    def to_dict(self) -> dict[str, Any]:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415

        en: dict[str, Any] | Unset = UNSET
        if not isinstance(self.en, Unset):
            en = self.en.to_dict()

        el: dict[str, Any] | Unset = UNSET
        if not isinstance(self.el, Unset):
            el = self.el.to_dict()

        ar: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ar, Unset):
            ar = self.ar.to_dict()

        de: dict[str, Any] | Unset = UNSET
        if not isinstance(self.de, Unset):
            de = self.de.to_dict()

        ru: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ru, Unset):
            ru = self.ru.to_dict()

        tr: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tr, Unset):
            tr = self.tr.to_dict()

        af: dict[str, Any] | Unset = UNSET
        if not isinstance(self.af, Unset):
            af = self.af.to_dict()

        az: dict[str, Any] | Unset = UNSET
        if not isinstance(self.az, Unset):
            az = self.az.to_dict()

        be: dict[str, Any] | Unset = UNSET
        if not isinstance(self.be, Unset):
            be = self.be.to_dict()

        bg: dict[str, Any] | Unset = UNSET
        if not isinstance(self.bg, Unset):
            bg = self.bg.to_dict()

        bn: dict[str, Any] | Unset = UNSET
        if not isinstance(self.bn, Unset):
            bn = self.bn.to_dict()

        bs: dict[str, Any] | Unset = UNSET
        if not isinstance(self.bs, Unset):
            bs = self.bs.to_dict()

        ca: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ca, Unset):
            ca = self.ca.to_dict()

        cs: dict[str, Any] | Unset = UNSET
        if not isinstance(self.cs, Unset):
            cs = self.cs.to_dict()

        cy: dict[str, Any] | Unset = UNSET
        if not isinstance(self.cy, Unset):
            cy = self.cy.to_dict()

        da: dict[str, Any] | Unset = UNSET
        if not isinstance(self.da, Unset):
            da = self.da.to_dict()

        es: dict[str, Any] | Unset = UNSET
        if not isinstance(self.es, Unset):
            es = self.es.to_dict()

        et: dict[str, Any] | Unset = UNSET
        if not isinstance(self.et, Unset):
            et = self.et.to_dict()

        eu: dict[str, Any] | Unset = UNSET
        if not isinstance(self.eu, Unset):
            eu = self.eu.to_dict()

        fa: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fa, Unset):
            fa = self.fa.to_dict()

        fi: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fi, Unset):
            fi = self.fi.to_dict()

        fr: dict[str, Any] | Unset = UNSET
        if not isinstance(self.fr, Unset):
            fr = self.fr.to_dict()

        ga: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ga, Unset):
            ga = self.ga.to_dict()

        gl: dict[str, Any] | Unset = UNSET
        if not isinstance(self.gl, Unset):
            gl = self.gl.to_dict()

        he: dict[str, Any] | Unset = UNSET
        if not isinstance(self.he, Unset):
            he = self.he.to_dict()

        hi: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hi, Unset):
            hi = self.hi.to_dict()

        hr: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hr, Unset):
            hr = self.hr.to_dict()

        hu: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hu, Unset):
            hu = self.hu.to_dict()

        hy: dict[str, Any] | Unset = UNSET
        if not isinstance(self.hy, Unset):
            hy = self.hy.to_dict()

        id: dict[str, Any] | Unset = UNSET
        if not isinstance(self.id, Unset):
            id = self.id.to_dict()

        is_: dict[str, Any] | Unset = UNSET
        if not isinstance(self.is_, Unset):
            is_ = self.is_.to_dict()

        it: dict[str, Any] | Unset = UNSET
        if not isinstance(self.it, Unset):
            it = self.it.to_dict()

        ja: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ja, Unset):
            ja = self.ja.to_dict()

        ka: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ka, Unset):
            ka = self.ka.to_dict()

        kk: dict[str, Any] | Unset = UNSET
        if not isinstance(self.kk, Unset):
            kk = self.kk.to_dict()

        ko: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ko, Unset):
            ko = self.ko.to_dict()

        ku: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ku, Unset):
            ku = self.ku.to_dict()

        lb: dict[str, Any] | Unset = UNSET
        if not isinstance(self.lb, Unset):
            lb = self.lb.to_dict()

        lt: dict[str, Any] | Unset = UNSET
        if not isinstance(self.lt, Unset):
            lt = self.lt.to_dict()

        lv: dict[str, Any] | Unset = UNSET
        if not isinstance(self.lv, Unset):
            lv = self.lv.to_dict()

        mk: dict[str, Any] | Unset = UNSET
        if not isinstance(self.mk, Unset):
            mk = self.mk.to_dict()

        ms: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ms, Unset):
            ms = self.ms.to_dict()

        mt: dict[str, Any] | Unset = UNSET
        if not isinstance(self.mt, Unset):
            mt = self.mt.to_dict()

        nb: dict[str, Any] | Unset = UNSET
        if not isinstance(self.nb, Unset):
            nb = self.nb.to_dict()

        ne: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ne, Unset):
            ne = self.ne.to_dict()

        nl: dict[str, Any] | Unset = UNSET
        if not isinstance(self.nl, Unset):
            nl = self.nl.to_dict()

        nn: dict[str, Any] | Unset = UNSET
        if not isinstance(self.nn, Unset):
            nn = self.nn.to_dict()

        no: dict[str, Any] | Unset = UNSET
        if not isinstance(self.no, Unset):
            no = self.no.to_dict()

        pa: dict[str, Any] | Unset = UNSET
        if not isinstance(self.pa, Unset):
            pa = self.pa.to_dict()

        pl: dict[str, Any] | Unset = UNSET
        if not isinstance(self.pl, Unset):
            pl = self.pl.to_dict()

        pt: dict[str, Any] | Unset = UNSET
        if not isinstance(self.pt, Unset):
            pt = self.pt.to_dict()

        ro: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ro, Unset):
            ro = self.ro.to_dict()

        si: dict[str, Any] | Unset = UNSET
        if not isinstance(self.si, Unset):
            si = self.si.to_dict()

        sk: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sk, Unset):
            sk = self.sk.to_dict()

        sl: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sl, Unset):
            sl = self.sl.to_dict()

        so: dict[str, Any] | Unset = UNSET
        if not isinstance(self.so, Unset):
            so = self.so.to_dict()

        sq: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sq, Unset):
            sq = self.sq.to_dict()

        sr: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sr, Unset):
            sr = self.sr.to_dict()

        sv: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sv, Unset):
            sv = self.sv.to_dict()

        sw: dict[str, Any] | Unset = UNSET
        if not isinstance(self.sw, Unset):
            sw = self.sw.to_dict()

        ta: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ta, Unset):
            ta = self.ta.to_dict()

        th: dict[str, Any] | Unset = UNSET
        if not isinstance(self.th, Unset):
            th = self.th.to_dict()

        tl: dict[str, Any] | Unset = UNSET
        if not isinstance(self.tl, Unset):
            tl = self.tl.to_dict()

        uk: dict[str, Any] | Unset = UNSET
        if not isinstance(self.uk, Unset):
            uk = self.uk.to_dict()

        ur: dict[str, Any] | Unset = UNSET
        if not isinstance(self.ur, Unset):
            ur = self.ur.to_dict()

        uz: dict[str, Any] | Unset = UNSET
        if not isinstance(self.uz, Unset):
            uz = self.uz.to_dict()

        vi: dict[str, Any] | Unset = UNSET
        if not isinstance(self.vi, Unset):
            vi = self.vi.to_dict()

        zh: dict[str, Any] | Unset = UNSET
        if not isinstance(self.zh, Unset):
            zh = self.zh.to_dict()

        acknowledge: dict[str, Any] | None | Unset
        if isinstance(self.acknowledge, Unset):
            acknowledge = UNSET
        elif isinstance(self.acknowledge, Acknowledgement):
            acknowledge = self.acknowledge.to_dict()
        else:
            acknowledge = self.acknowledge

        version = self.version

        schema: dict[str, Any] | Unset = UNSET
        if not isinstance(self.schema, Unset):
            schema = self.schema.to_dict()

        field_dict: dict[str, Any] = {}

        field_dict.update({})
        if en is not UNSET:
            field_dict["en"] = en
        if el is not UNSET:
            field_dict["el"] = el
        if ar is not UNSET:
            field_dict["ar"] = ar
        if de is not UNSET:
            field_dict["de"] = de
        if ru is not UNSET:
            field_dict["ru"] = ru
        if tr is not UNSET:
            field_dict["tr"] = tr
        if af is not UNSET:
            field_dict["af"] = af
        if az is not UNSET:
            field_dict["az"] = az
        if be is not UNSET:
            field_dict["be"] = be
        if bg is not UNSET:
            field_dict["bg"] = bg
        if bn is not UNSET:
            field_dict["bn"] = bn
        if bs is not UNSET:
            field_dict["bs"] = bs
        if ca is not UNSET:
            field_dict["ca"] = ca
        if cs is not UNSET:
            field_dict["cs"] = cs
        if cy is not UNSET:
            field_dict["cy"] = cy
        if da is not UNSET:
            field_dict["da"] = da
        if es is not UNSET:
            field_dict["es"] = es
        if et is not UNSET:
            field_dict["et"] = et
        if eu is not UNSET:
            field_dict["eu"] = eu
        if fa is not UNSET:
            field_dict["fa"] = fa
        if fi is not UNSET:
            field_dict["fi"] = fi
        if fr is not UNSET:
            field_dict["fr"] = fr
        if ga is not UNSET:
            field_dict["ga"] = ga
        if gl is not UNSET:
            field_dict["gl"] = gl
        if he is not UNSET:
            field_dict["he"] = he
        if hi is not UNSET:
            field_dict["hi"] = hi
        if hr is not UNSET:
            field_dict["hr"] = hr
        if hu is not UNSET:
            field_dict["hu"] = hu
        if hy is not UNSET:
            field_dict["hy"] = hy
        if id is not UNSET:
            field_dict["id"] = id
        if is_ is not UNSET:
            field_dict["is"] = is_
        if it is not UNSET:
            field_dict["it"] = it
        if ja is not UNSET:
            field_dict["ja"] = ja
        if ka is not UNSET:
            field_dict["ka"] = ka
        if kk is not UNSET:
            field_dict["kk"] = kk
        if ko is not UNSET:
            field_dict["ko"] = ko
        if ku is not UNSET:
            field_dict["ku"] = ku
        if lb is not UNSET:
            field_dict["lb"] = lb
        if lt is not UNSET:
            field_dict["lt"] = lt
        if lv is not UNSET:
            field_dict["lv"] = lv
        if mk is not UNSET:
            field_dict["mk"] = mk
        if ms is not UNSET:
            field_dict["ms"] = ms
        if mt is not UNSET:
            field_dict["mt"] = mt
        if nb is not UNSET:
            field_dict["nb"] = nb
        if ne is not UNSET:
            field_dict["ne"] = ne
        if nl is not UNSET:
            field_dict["nl"] = nl
        if nn is not UNSET:
            field_dict["nn"] = nn
        if no is not UNSET:
            field_dict["no"] = no
        if pa is not UNSET:
            field_dict["pa"] = pa
        if pl is not UNSET:
            field_dict["pl"] = pl
        if pt is not UNSET:
            field_dict["pt"] = pt
        if ro is not UNSET:
            field_dict["ro"] = ro
        if si is not UNSET:
            field_dict["si"] = si
        if sk is not UNSET:
            field_dict["sk"] = sk
        if sl is not UNSET:
            field_dict["sl"] = sl
        if so is not UNSET:
            field_dict["so"] = so
        if sq is not UNSET:
            field_dict["sq"] = sq
        if sr is not UNSET:
            field_dict["sr"] = sr
        if sv is not UNSET:
            field_dict["sv"] = sv
        if sw is not UNSET:
            field_dict["sw"] = sw
        if ta is not UNSET:
            field_dict["ta"] = ta
        if th is not UNSET:
            field_dict["th"] = th
        if tl is not UNSET:
            field_dict["tl"] = tl
        if uk is not UNSET:
            field_dict["uk"] = uk
        if ur is not UNSET:
            field_dict["ur"] = ur
        if uz is not UNSET:
            field_dict["uz"] = uz
        if vi is not UNSET:
            field_dict["vi"] = vi
        if zh is not UNSET:
            field_dict["zh"] = zh
        if acknowledge is not UNSET:
            field_dict["acknowledge"] = acknowledge
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.acknowledgement import Acknowledgement  # noqa: PLC0415
        from ..models.page_texts_settings_draft_af import PageTextsSettingsDraftAf  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ar import PageTextsSettingsDraftAr  # noqa: PLC0415
        from ..models.page_texts_settings_draft_az import PageTextsSettingsDraftAz  # noqa: PLC0415
        from ..models.page_texts_settings_draft_be import PageTextsSettingsDraftBe  # noqa: PLC0415
        from ..models.page_texts_settings_draft_bg import PageTextsSettingsDraftBg  # noqa: PLC0415
        from ..models.page_texts_settings_draft_bn import PageTextsSettingsDraftBn  # noqa: PLC0415
        from ..models.page_texts_settings_draft_bs import PageTextsSettingsDraftBs  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ca import PageTextsSettingsDraftCa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_cs import PageTextsSettingsDraftCs  # noqa: PLC0415
        from ..models.page_texts_settings_draft_cy import PageTextsSettingsDraftCy  # noqa: PLC0415
        from ..models.page_texts_settings_draft_da import PageTextsSettingsDraftDa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_de import PageTextsSettingsDraftDe  # noqa: PLC0415
        from ..models.page_texts_settings_draft_el import PageTextsSettingsDraftEl  # noqa: PLC0415
        from ..models.page_texts_settings_draft_en import PageTextsSettingsDraftEn  # noqa: PLC0415
        from ..models.page_texts_settings_draft_es import PageTextsSettingsDraftEs  # noqa: PLC0415
        from ..models.page_texts_settings_draft_et import PageTextsSettingsDraftEt  # noqa: PLC0415
        from ..models.page_texts_settings_draft_eu import PageTextsSettingsDraftEu  # noqa: PLC0415
        from ..models.page_texts_settings_draft_fa import PageTextsSettingsDraftFa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_fi import PageTextsSettingsDraftFi  # noqa: PLC0415
        from ..models.page_texts_settings_draft_fr import PageTextsSettingsDraftFr  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ga import PageTextsSettingsDraftGa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_gl import PageTextsSettingsDraftGl  # noqa: PLC0415
        from ..models.page_texts_settings_draft_he import PageTextsSettingsDraftHe  # noqa: PLC0415
        from ..models.page_texts_settings_draft_hi import PageTextsSettingsDraftHi  # noqa: PLC0415
        from ..models.page_texts_settings_draft_hr import PageTextsSettingsDraftHr  # noqa: PLC0415
        from ..models.page_texts_settings_draft_hu import PageTextsSettingsDraftHu  # noqa: PLC0415
        from ..models.page_texts_settings_draft_hy import PageTextsSettingsDraftHy  # noqa: PLC0415
        from ..models.page_texts_settings_draft_id import PageTextsSettingsDraftId  # noqa: PLC0415
        from ..models.page_texts_settings_draft_is import PageTextsSettingsDraftIs  # noqa: PLC0415
        from ..models.page_texts_settings_draft_it import PageTextsSettingsDraftIt  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ja import PageTextsSettingsDraftJa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ka import PageTextsSettingsDraftKa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_kk import PageTextsSettingsDraftKk  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ko import PageTextsSettingsDraftKo  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ku import PageTextsSettingsDraftKu  # noqa: PLC0415
        from ..models.page_texts_settings_draft_lb import PageTextsSettingsDraftLb  # noqa: PLC0415
        from ..models.page_texts_settings_draft_lt import PageTextsSettingsDraftLt  # noqa: PLC0415
        from ..models.page_texts_settings_draft_lv import PageTextsSettingsDraftLv  # noqa: PLC0415
        from ..models.page_texts_settings_draft_mk import PageTextsSettingsDraftMk  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ms import PageTextsSettingsDraftMs  # noqa: PLC0415
        from ..models.page_texts_settings_draft_mt import PageTextsSettingsDraftMt  # noqa: PLC0415
        from ..models.page_texts_settings_draft_nb import PageTextsSettingsDraftNb  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ne import PageTextsSettingsDraftNe  # noqa: PLC0415
        from ..models.page_texts_settings_draft_nl import PageTextsSettingsDraftNl  # noqa: PLC0415
        from ..models.page_texts_settings_draft_nn import PageTextsSettingsDraftNn  # noqa: PLC0415
        from ..models.page_texts_settings_draft_no import PageTextsSettingsDraftNo  # noqa: PLC0415
        from ..models.page_texts_settings_draft_pa import PageTextsSettingsDraftPa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_pl import PageTextsSettingsDraftPl  # noqa: PLC0415
        from ..models.page_texts_settings_draft_pt import PageTextsSettingsDraftPt  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ro import PageTextsSettingsDraftRo  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ru import PageTextsSettingsDraftRu  # noqa: PLC0415
        from ..models.page_texts_settings_draft_schema import PageTextsSettingsDraftSchema  # noqa: PLC0415
        from ..models.page_texts_settings_draft_si import PageTextsSettingsDraftSi  # noqa: PLC0415
        from ..models.page_texts_settings_draft_sk import PageTextsSettingsDraftSk  # noqa: PLC0415
        from ..models.page_texts_settings_draft_sl import PageTextsSettingsDraftSl  # noqa: PLC0415
        from ..models.page_texts_settings_draft_so import PageTextsSettingsDraftSo  # noqa: PLC0415
        from ..models.page_texts_settings_draft_sq import PageTextsSettingsDraftSq  # noqa: PLC0415
        from ..models.page_texts_settings_draft_sr import PageTextsSettingsDraftSr  # noqa: PLC0415
        from ..models.page_texts_settings_draft_sv import PageTextsSettingsDraftSv  # noqa: PLC0415
        from ..models.page_texts_settings_draft_sw import PageTextsSettingsDraftSw  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ta import PageTextsSettingsDraftTa  # noqa: PLC0415
        from ..models.page_texts_settings_draft_th import PageTextsSettingsDraftTh  # noqa: PLC0415
        from ..models.page_texts_settings_draft_tl import PageTextsSettingsDraftTl  # noqa: PLC0415
        from ..models.page_texts_settings_draft_tr import PageTextsSettingsDraftTr  # noqa: PLC0415
        from ..models.page_texts_settings_draft_uk import PageTextsSettingsDraftUk  # noqa: PLC0415
        from ..models.page_texts_settings_draft_ur import PageTextsSettingsDraftUr  # noqa: PLC0415
        from ..models.page_texts_settings_draft_uz import PageTextsSettingsDraftUz  # noqa: PLC0415
        from ..models.page_texts_settings_draft_vi import PageTextsSettingsDraftVi  # noqa: PLC0415
        from ..models.page_texts_settings_draft_zh import PageTextsSettingsDraftZh  # noqa: PLC0415

        d = dict(src_dict)
        _en = d.pop("en", UNSET)
        en: PageTextsSettingsDraftEn | Unset
        if isinstance(_en, Unset):
            en = UNSET
        else:
            en = PageTextsSettingsDraftEn.from_dict(_en)

        _el = d.pop("el", UNSET)
        el: PageTextsSettingsDraftEl | Unset
        if isinstance(_el, Unset):
            el = UNSET
        else:
            el = PageTextsSettingsDraftEl.from_dict(_el)

        _ar = d.pop("ar", UNSET)
        ar: PageTextsSettingsDraftAr | Unset
        if isinstance(_ar, Unset):
            ar = UNSET
        else:
            ar = PageTextsSettingsDraftAr.from_dict(_ar)

        _de = d.pop("de", UNSET)
        de: PageTextsSettingsDraftDe | Unset
        if isinstance(_de, Unset):
            de = UNSET
        else:
            de = PageTextsSettingsDraftDe.from_dict(_de)

        _ru = d.pop("ru", UNSET)
        ru: PageTextsSettingsDraftRu | Unset
        if isinstance(_ru, Unset):
            ru = UNSET
        else:
            ru = PageTextsSettingsDraftRu.from_dict(_ru)

        _tr = d.pop("tr", UNSET)
        tr: PageTextsSettingsDraftTr | Unset
        if isinstance(_tr, Unset):
            tr = UNSET
        else:
            tr = PageTextsSettingsDraftTr.from_dict(_tr)

        _af = d.pop("af", UNSET)
        af: PageTextsSettingsDraftAf | Unset
        if isinstance(_af, Unset):
            af = UNSET
        else:
            af = PageTextsSettingsDraftAf.from_dict(_af)

        _az = d.pop("az", UNSET)
        az: PageTextsSettingsDraftAz | Unset
        if isinstance(_az, Unset):
            az = UNSET
        else:
            az = PageTextsSettingsDraftAz.from_dict(_az)

        _be = d.pop("be", UNSET)
        be: PageTextsSettingsDraftBe | Unset
        if isinstance(_be, Unset):
            be = UNSET
        else:
            be = PageTextsSettingsDraftBe.from_dict(_be)

        _bg = d.pop("bg", UNSET)
        bg: PageTextsSettingsDraftBg | Unset
        if isinstance(_bg, Unset):
            bg = UNSET
        else:
            bg = PageTextsSettingsDraftBg.from_dict(_bg)

        _bn = d.pop("bn", UNSET)
        bn: PageTextsSettingsDraftBn | Unset
        if isinstance(_bn, Unset):
            bn = UNSET
        else:
            bn = PageTextsSettingsDraftBn.from_dict(_bn)

        _bs = d.pop("bs", UNSET)
        bs: PageTextsSettingsDraftBs | Unset
        if isinstance(_bs, Unset):
            bs = UNSET
        else:
            bs = PageTextsSettingsDraftBs.from_dict(_bs)

        _ca = d.pop("ca", UNSET)
        ca: PageTextsSettingsDraftCa | Unset
        if isinstance(_ca, Unset):
            ca = UNSET
        else:
            ca = PageTextsSettingsDraftCa.from_dict(_ca)

        _cs = d.pop("cs", UNSET)
        cs: PageTextsSettingsDraftCs | Unset
        if isinstance(_cs, Unset):
            cs = UNSET
        else:
            cs = PageTextsSettingsDraftCs.from_dict(_cs)

        _cy = d.pop("cy", UNSET)
        cy: PageTextsSettingsDraftCy | Unset
        if isinstance(_cy, Unset):
            cy = UNSET
        else:
            cy = PageTextsSettingsDraftCy.from_dict(_cy)

        _da = d.pop("da", UNSET)
        da: PageTextsSettingsDraftDa | Unset
        if isinstance(_da, Unset):
            da = UNSET
        else:
            da = PageTextsSettingsDraftDa.from_dict(_da)

        _es = d.pop("es", UNSET)
        es: PageTextsSettingsDraftEs | Unset
        if isinstance(_es, Unset):
            es = UNSET
        else:
            es = PageTextsSettingsDraftEs.from_dict(_es)

        _et = d.pop("et", UNSET)
        et: PageTextsSettingsDraftEt | Unset
        if isinstance(_et, Unset):
            et = UNSET
        else:
            et = PageTextsSettingsDraftEt.from_dict(_et)

        _eu = d.pop("eu", UNSET)
        eu: PageTextsSettingsDraftEu | Unset
        if isinstance(_eu, Unset):
            eu = UNSET
        else:
            eu = PageTextsSettingsDraftEu.from_dict(_eu)

        _fa = d.pop("fa", UNSET)
        fa: PageTextsSettingsDraftFa | Unset
        if isinstance(_fa, Unset):
            fa = UNSET
        else:
            fa = PageTextsSettingsDraftFa.from_dict(_fa)

        _fi = d.pop("fi", UNSET)
        fi: PageTextsSettingsDraftFi | Unset
        if isinstance(_fi, Unset):
            fi = UNSET
        else:
            fi = PageTextsSettingsDraftFi.from_dict(_fi)

        _fr = d.pop("fr", UNSET)
        fr: PageTextsSettingsDraftFr | Unset
        if isinstance(_fr, Unset):
            fr = UNSET
        else:
            fr = PageTextsSettingsDraftFr.from_dict(_fr)

        _ga = d.pop("ga", UNSET)
        ga: PageTextsSettingsDraftGa | Unset
        if isinstance(_ga, Unset):
            ga = UNSET
        else:
            ga = PageTextsSettingsDraftGa.from_dict(_ga)

        _gl = d.pop("gl", UNSET)
        gl: PageTextsSettingsDraftGl | Unset
        if isinstance(_gl, Unset):
            gl = UNSET
        else:
            gl = PageTextsSettingsDraftGl.from_dict(_gl)

        _he = d.pop("he", UNSET)
        he: PageTextsSettingsDraftHe | Unset
        if isinstance(_he, Unset):
            he = UNSET
        else:
            he = PageTextsSettingsDraftHe.from_dict(_he)

        _hi = d.pop("hi", UNSET)
        hi: PageTextsSettingsDraftHi | Unset
        if isinstance(_hi, Unset):
            hi = UNSET
        else:
            hi = PageTextsSettingsDraftHi.from_dict(_hi)

        _hr = d.pop("hr", UNSET)
        hr: PageTextsSettingsDraftHr | Unset
        if isinstance(_hr, Unset):
            hr = UNSET
        else:
            hr = PageTextsSettingsDraftHr.from_dict(_hr)

        _hu = d.pop("hu", UNSET)
        hu: PageTextsSettingsDraftHu | Unset
        if isinstance(_hu, Unset):
            hu = UNSET
        else:
            hu = PageTextsSettingsDraftHu.from_dict(_hu)

        _hy = d.pop("hy", UNSET)
        hy: PageTextsSettingsDraftHy | Unset
        if isinstance(_hy, Unset):
            hy = UNSET
        else:
            hy = PageTextsSettingsDraftHy.from_dict(_hy)

        _id = d.pop("id", UNSET)
        id: PageTextsSettingsDraftId | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = PageTextsSettingsDraftId.from_dict(_id)

        _is_ = d.pop("is", UNSET)
        is_: PageTextsSettingsDraftIs | Unset
        if isinstance(_is_, Unset):
            is_ = UNSET
        else:
            is_ = PageTextsSettingsDraftIs.from_dict(_is_)

        _it = d.pop("it", UNSET)
        it: PageTextsSettingsDraftIt | Unset
        if isinstance(_it, Unset):
            it = UNSET
        else:
            it = PageTextsSettingsDraftIt.from_dict(_it)

        _ja = d.pop("ja", UNSET)
        ja: PageTextsSettingsDraftJa | Unset
        if isinstance(_ja, Unset):
            ja = UNSET
        else:
            ja = PageTextsSettingsDraftJa.from_dict(_ja)

        _ka = d.pop("ka", UNSET)
        ka: PageTextsSettingsDraftKa | Unset
        if isinstance(_ka, Unset):
            ka = UNSET
        else:
            ka = PageTextsSettingsDraftKa.from_dict(_ka)

        _kk = d.pop("kk", UNSET)
        kk: PageTextsSettingsDraftKk | Unset
        if isinstance(_kk, Unset):
            kk = UNSET
        else:
            kk = PageTextsSettingsDraftKk.from_dict(_kk)

        _ko = d.pop("ko", UNSET)
        ko: PageTextsSettingsDraftKo | Unset
        if isinstance(_ko, Unset):
            ko = UNSET
        else:
            ko = PageTextsSettingsDraftKo.from_dict(_ko)

        _ku = d.pop("ku", UNSET)
        ku: PageTextsSettingsDraftKu | Unset
        if isinstance(_ku, Unset):
            ku = UNSET
        else:
            ku = PageTextsSettingsDraftKu.from_dict(_ku)

        _lb = d.pop("lb", UNSET)
        lb: PageTextsSettingsDraftLb | Unset
        if isinstance(_lb, Unset):
            lb = UNSET
        else:
            lb = PageTextsSettingsDraftLb.from_dict(_lb)

        _lt = d.pop("lt", UNSET)
        lt: PageTextsSettingsDraftLt | Unset
        if isinstance(_lt, Unset):
            lt = UNSET
        else:
            lt = PageTextsSettingsDraftLt.from_dict(_lt)

        _lv = d.pop("lv", UNSET)
        lv: PageTextsSettingsDraftLv | Unset
        if isinstance(_lv, Unset):
            lv = UNSET
        else:
            lv = PageTextsSettingsDraftLv.from_dict(_lv)

        _mk = d.pop("mk", UNSET)
        mk: PageTextsSettingsDraftMk | Unset
        if isinstance(_mk, Unset):
            mk = UNSET
        else:
            mk = PageTextsSettingsDraftMk.from_dict(_mk)

        _ms = d.pop("ms", UNSET)
        ms: PageTextsSettingsDraftMs | Unset
        if isinstance(_ms, Unset):
            ms = UNSET
        else:
            ms = PageTextsSettingsDraftMs.from_dict(_ms)

        _mt = d.pop("mt", UNSET)
        mt: PageTextsSettingsDraftMt | Unset
        if isinstance(_mt, Unset):
            mt = UNSET
        else:
            mt = PageTextsSettingsDraftMt.from_dict(_mt)

        _nb = d.pop("nb", UNSET)
        nb: PageTextsSettingsDraftNb | Unset
        if isinstance(_nb, Unset):
            nb = UNSET
        else:
            nb = PageTextsSettingsDraftNb.from_dict(_nb)

        _ne = d.pop("ne", UNSET)
        ne: PageTextsSettingsDraftNe | Unset
        if isinstance(_ne, Unset):
            ne = UNSET
        else:
            ne = PageTextsSettingsDraftNe.from_dict(_ne)

        _nl = d.pop("nl", UNSET)
        nl: PageTextsSettingsDraftNl | Unset
        if isinstance(_nl, Unset):
            nl = UNSET
        else:
            nl = PageTextsSettingsDraftNl.from_dict(_nl)

        _nn = d.pop("nn", UNSET)
        nn: PageTextsSettingsDraftNn | Unset
        if isinstance(_nn, Unset):
            nn = UNSET
        else:
            nn = PageTextsSettingsDraftNn.from_dict(_nn)

        _no = d.pop("no", UNSET)
        no: PageTextsSettingsDraftNo | Unset
        if isinstance(_no, Unset):
            no = UNSET
        else:
            no = PageTextsSettingsDraftNo.from_dict(_no)

        _pa = d.pop("pa", UNSET)
        pa: PageTextsSettingsDraftPa | Unset
        if isinstance(_pa, Unset):
            pa = UNSET
        else:
            pa = PageTextsSettingsDraftPa.from_dict(_pa)

        _pl = d.pop("pl", UNSET)
        pl: PageTextsSettingsDraftPl | Unset
        if isinstance(_pl, Unset):
            pl = UNSET
        else:
            pl = PageTextsSettingsDraftPl.from_dict(_pl)

        _pt = d.pop("pt", UNSET)
        pt: PageTextsSettingsDraftPt | Unset
        if isinstance(_pt, Unset):
            pt = UNSET
        else:
            pt = PageTextsSettingsDraftPt.from_dict(_pt)

        _ro = d.pop("ro", UNSET)
        ro: PageTextsSettingsDraftRo | Unset
        if isinstance(_ro, Unset):
            ro = UNSET
        else:
            ro = PageTextsSettingsDraftRo.from_dict(_ro)

        _si = d.pop("si", UNSET)
        si: PageTextsSettingsDraftSi | Unset
        if isinstance(_si, Unset):
            si = UNSET
        else:
            si = PageTextsSettingsDraftSi.from_dict(_si)

        _sk = d.pop("sk", UNSET)
        sk: PageTextsSettingsDraftSk | Unset
        if isinstance(_sk, Unset):
            sk = UNSET
        else:
            sk = PageTextsSettingsDraftSk.from_dict(_sk)

        _sl = d.pop("sl", UNSET)
        sl: PageTextsSettingsDraftSl | Unset
        if isinstance(_sl, Unset):
            sl = UNSET
        else:
            sl = PageTextsSettingsDraftSl.from_dict(_sl)

        _so = d.pop("so", UNSET)
        so: PageTextsSettingsDraftSo | Unset
        if isinstance(_so, Unset):
            so = UNSET
        else:
            so = PageTextsSettingsDraftSo.from_dict(_so)

        _sq = d.pop("sq", UNSET)
        sq: PageTextsSettingsDraftSq | Unset
        if isinstance(_sq, Unset):
            sq = UNSET
        else:
            sq = PageTextsSettingsDraftSq.from_dict(_sq)

        _sr = d.pop("sr", UNSET)
        sr: PageTextsSettingsDraftSr | Unset
        if isinstance(_sr, Unset):
            sr = UNSET
        else:
            sr = PageTextsSettingsDraftSr.from_dict(_sr)

        _sv = d.pop("sv", UNSET)
        sv: PageTextsSettingsDraftSv | Unset
        if isinstance(_sv, Unset):
            sv = UNSET
        else:
            sv = PageTextsSettingsDraftSv.from_dict(_sv)

        _sw = d.pop("sw", UNSET)
        sw: PageTextsSettingsDraftSw | Unset
        if isinstance(_sw, Unset):
            sw = UNSET
        else:
            sw = PageTextsSettingsDraftSw.from_dict(_sw)

        _ta = d.pop("ta", UNSET)
        ta: PageTextsSettingsDraftTa | Unset
        if isinstance(_ta, Unset):
            ta = UNSET
        else:
            ta = PageTextsSettingsDraftTa.from_dict(_ta)

        _th = d.pop("th", UNSET)
        th: PageTextsSettingsDraftTh | Unset
        if isinstance(_th, Unset):
            th = UNSET
        else:
            th = PageTextsSettingsDraftTh.from_dict(_th)

        _tl = d.pop("tl", UNSET)
        tl: PageTextsSettingsDraftTl | Unset
        if isinstance(_tl, Unset):
            tl = UNSET
        else:
            tl = PageTextsSettingsDraftTl.from_dict(_tl)

        _uk = d.pop("uk", UNSET)
        uk: PageTextsSettingsDraftUk | Unset
        if isinstance(_uk, Unset):
            uk = UNSET
        else:
            uk = PageTextsSettingsDraftUk.from_dict(_uk)

        _ur = d.pop("ur", UNSET)
        ur: PageTextsSettingsDraftUr | Unset
        if isinstance(_ur, Unset):
            ur = UNSET
        else:
            ur = PageTextsSettingsDraftUr.from_dict(_ur)

        _uz = d.pop("uz", UNSET)
        uz: PageTextsSettingsDraftUz | Unset
        if isinstance(_uz, Unset):
            uz = UNSET
        else:
            uz = PageTextsSettingsDraftUz.from_dict(_uz)

        _vi = d.pop("vi", UNSET)
        vi: PageTextsSettingsDraftVi | Unset
        if isinstance(_vi, Unset):
            vi = UNSET
        else:
            vi = PageTextsSettingsDraftVi.from_dict(_vi)

        _zh = d.pop("zh", UNSET)
        zh: PageTextsSettingsDraftZh | Unset
        if isinstance(_zh, Unset):
            zh = UNSET
        else:
            zh = PageTextsSettingsDraftZh.from_dict(_zh)

        def _parse_acknowledge(data: object) -> Acknowledgement | None | Unset:
            if data is None:
                return data
            if isinstance(data, Unset):
                return data
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                acknowledge_type_0 = Acknowledgement.from_dict(data)

                return acknowledge_type_0
            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            return cast(Acknowledgement | None | Unset, data)

        acknowledge = _parse_acknowledge(d.pop("acknowledge", UNSET))

        version = d.pop("version", UNSET)

        _schema = d.pop("schema", UNSET)
        schema: PageTextsSettingsDraftSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = PageTextsSettingsDraftSchema.from_dict(_schema)

        page_texts_settings_draft = cls(
            en=en,
            el=el,
            ar=ar,
            de=de,
            ru=ru,
            tr=tr,
            af=af,
            az=az,
            be=be,
            bg=bg,
            bn=bn,
            bs=bs,
            ca=ca,
            cs=cs,
            cy=cy,
            da=da,
            es=es,
            et=et,
            eu=eu,
            fa=fa,
            fi=fi,
            fr=fr,
            ga=ga,
            gl=gl,
            he=he,
            hi=hi,
            hr=hr,
            hu=hu,
            hy=hy,
            id=id,
            is_=is_,
            it=it,
            ja=ja,
            ka=ka,
            kk=kk,
            ko=ko,
            ku=ku,
            lb=lb,
            lt=lt,
            lv=lv,
            mk=mk,
            ms=ms,
            mt=mt,
            nb=nb,
            ne=ne,
            nl=nl,
            nn=nn,
            no=no,
            pa=pa,
            pl=pl,
            pt=pt,
            ro=ro,
            si=si,
            sk=sk,
            sl=sl,
            so=so,
            sq=sq,
            sr=sr,
            sv=sv,
            sw=sw,
            ta=ta,
            th=th,
            tl=tl,
            uk=uk,
            ur=ur,
            uz=uz,
            vi=vi,
            zh=zh,
            acknowledge=acknowledge,
            version=version,
            schema=schema,
        )

        return page_texts_settings_draft
