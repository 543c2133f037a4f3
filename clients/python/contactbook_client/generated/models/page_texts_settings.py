from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from ..types import UNSET, Unset

if TYPE_CHECKING:
    from ..models.page_texts_settings_af import PageTextsSettingsAf
    from ..models.page_texts_settings_ar import PageTextsSettingsAr
    from ..models.page_texts_settings_az import PageTextsSettingsAz
    from ..models.page_texts_settings_be import PageTextsSettingsBe
    from ..models.page_texts_settings_bg import PageTextsSettingsBg
    from ..models.page_texts_settings_bn import PageTextsSettingsBn
    from ..models.page_texts_settings_bs import PageTextsSettingsBs
    from ..models.page_texts_settings_ca import PageTextsSettingsCa
    from ..models.page_texts_settings_cs import PageTextsSettingsCs
    from ..models.page_texts_settings_cy import PageTextsSettingsCy
    from ..models.page_texts_settings_da import PageTextsSettingsDa
    from ..models.page_texts_settings_de import PageTextsSettingsDe
    from ..models.page_texts_settings_el import PageTextsSettingsEl
    from ..models.page_texts_settings_en import PageTextsSettingsEn
    from ..models.page_texts_settings_es import PageTextsSettingsEs
    from ..models.page_texts_settings_et import PageTextsSettingsEt
    from ..models.page_texts_settings_eu import PageTextsSettingsEu
    from ..models.page_texts_settings_fa import PageTextsSettingsFa
    from ..models.page_texts_settings_fi import PageTextsSettingsFi
    from ..models.page_texts_settings_fr import PageTextsSettingsFr
    from ..models.page_texts_settings_ga import PageTextsSettingsGa
    from ..models.page_texts_settings_gl import PageTextsSettingsGl
    from ..models.page_texts_settings_he import PageTextsSettingsHe
    from ..models.page_texts_settings_hi import PageTextsSettingsHi
    from ..models.page_texts_settings_hr import PageTextsSettingsHr
    from ..models.page_texts_settings_hu import PageTextsSettingsHu
    from ..models.page_texts_settings_hy import PageTextsSettingsHy
    from ..models.page_texts_settings_id import PageTextsSettingsId
    from ..models.page_texts_settings_is import PageTextsSettingsIs
    from ..models.page_texts_settings_it import PageTextsSettingsIt
    from ..models.page_texts_settings_ja import PageTextsSettingsJa
    from ..models.page_texts_settings_ka import PageTextsSettingsKa
    from ..models.page_texts_settings_kk import PageTextsSettingsKk
    from ..models.page_texts_settings_ko import PageTextsSettingsKo
    from ..models.page_texts_settings_ku import PageTextsSettingsKu
    from ..models.page_texts_settings_lb import PageTextsSettingsLb
    from ..models.page_texts_settings_lt import PageTextsSettingsLt
    from ..models.page_texts_settings_lv import PageTextsSettingsLv
    from ..models.page_texts_settings_mk import PageTextsSettingsMk
    from ..models.page_texts_settings_ms import PageTextsSettingsMs
    from ..models.page_texts_settings_mt import PageTextsSettingsMt
    from ..models.page_texts_settings_nb import PageTextsSettingsNb
    from ..models.page_texts_settings_ne import PageTextsSettingsNe
    from ..models.page_texts_settings_nl import PageTextsSettingsNl
    from ..models.page_texts_settings_nn import PageTextsSettingsNn
    from ..models.page_texts_settings_no import PageTextsSettingsNo
    from ..models.page_texts_settings_pa import PageTextsSettingsPa
    from ..models.page_texts_settings_pl import PageTextsSettingsPl
    from ..models.page_texts_settings_pt import PageTextsSettingsPt
    from ..models.page_texts_settings_ro import PageTextsSettingsRo
    from ..models.page_texts_settings_ru import PageTextsSettingsRu
    from ..models.page_texts_settings_schema import PageTextsSettingsSchema
    from ..models.page_texts_settings_si import PageTextsSettingsSi
    from ..models.page_texts_settings_sk import PageTextsSettingsSk
    from ..models.page_texts_settings_sl import PageTextsSettingsSl
    from ..models.page_texts_settings_so import PageTextsSettingsSo
    from ..models.page_texts_settings_sq import PageTextsSettingsSq
    from ..models.page_texts_settings_sr import PageTextsSettingsSr
    from ..models.page_texts_settings_sv import PageTextsSettingsSv
    from ..models.page_texts_settings_sw import PageTextsSettingsSw
    from ..models.page_texts_settings_ta import PageTextsSettingsTa
    from ..models.page_texts_settings_th import PageTextsSettingsTh
    from ..models.page_texts_settings_tl import PageTextsSettingsTl
    from ..models.page_texts_settings_tr import PageTextsSettingsTr
    from ..models.page_texts_settings_uk import PageTextsSettingsUk
    from ..models.page_texts_settings_ur import PageTextsSettingsUr
    from ..models.page_texts_settings_uz import PageTextsSettingsUz
    from ..models.page_texts_settings_vi import PageTextsSettingsVi
    from ..models.page_texts_settings_zh import PageTextsSettingsZh


@dataclass(kw_only=True, slots=True)
class PageTextsSettings:
    """The section `page_texts` of the settings. Texts of the tenant over ours, by language and key. Plain text; `GET
    /v1/settings/page_texts/keys` lists the keys.

    """

    en: PageTextsSettingsEn | Unset = UNSET
    """ Texts in English by key. """
    el: PageTextsSettingsEl | Unset = UNSET
    """ Texts in Ελληνικά by key. """
    ar: PageTextsSettingsAr | Unset = UNSET
    """ Texts in العربية by key. """
    de: PageTextsSettingsDe | Unset = UNSET
    """ Texts in Deutsch by key. """
    ru: PageTextsSettingsRu | Unset = UNSET
    """ Texts in Русский by key. """
    tr: PageTextsSettingsTr | Unset = UNSET
    """ Texts in Türkçe by key. """
    af: PageTextsSettingsAf | Unset = UNSET
    """ Texts in Afrikaans by key. """
    az: PageTextsSettingsAz | Unset = UNSET
    """ Texts in Azərbaycanca by key. """
    be: PageTextsSettingsBe | Unset = UNSET
    """ Texts in Беларуская by key. """
    bg: PageTextsSettingsBg | Unset = UNSET
    """ Texts in Български by key. """
    bn: PageTextsSettingsBn | Unset = UNSET
    """ Texts in বাংলা by key. """
    bs: PageTextsSettingsBs | Unset = UNSET
    """ Texts in Bosanski by key. """
    ca: PageTextsSettingsCa | Unset = UNSET
    """ Texts in Català by key. """
    cs: PageTextsSettingsCs | Unset = UNSET
    """ Texts in Čeština by key. """
    cy: PageTextsSettingsCy | Unset = UNSET
    """ Texts in Cymraeg by key. """
    da: PageTextsSettingsDa | Unset = UNSET
    """ Texts in Dansk by key. """
    es: PageTextsSettingsEs | Unset = UNSET
    """ Texts in Español by key. """
    et: PageTextsSettingsEt | Unset = UNSET
    """ Texts in Eesti by key. """
    eu: PageTextsSettingsEu | Unset = UNSET
    """ Texts in Euskara by key. """
    fa: PageTextsSettingsFa | Unset = UNSET
    """ Texts in فارسی by key. """
    fi: PageTextsSettingsFi | Unset = UNSET
    """ Texts in Suomi by key. """
    fr: PageTextsSettingsFr | Unset = UNSET
    """ Texts in Français by key. """
    ga: PageTextsSettingsGa | Unset = UNSET
    """ Texts in Gaeilge by key. """
    gl: PageTextsSettingsGl | Unset = UNSET
    """ Texts in Galego by key. """
    he: PageTextsSettingsHe | Unset = UNSET
    """ Texts in עברית by key. """
    hi: PageTextsSettingsHi | Unset = UNSET
    """ Texts in हिन्दी by key. """
    hr: PageTextsSettingsHr | Unset = UNSET
    """ Texts in Hrvatski by key. """
    hu: PageTextsSettingsHu | Unset = UNSET
    """ Texts in Magyar by key. """
    hy: PageTextsSettingsHy | Unset = UNSET
    """ Texts in Հայերեն by key. """
    id: PageTextsSettingsId | Unset = UNSET
    """ Texts in Bahasa Indonesia by key. """
    is_: PageTextsSettingsIs | Unset = UNSET
    """ Texts in Íslenska by key. """
    it: PageTextsSettingsIt | Unset = UNSET
    """ Texts in Italiano by key. """
    ja: PageTextsSettingsJa | Unset = UNSET
    """ Texts in 日本語 by key. """
    ka: PageTextsSettingsKa | Unset = UNSET
    """ Texts in ქართული by key. """
    kk: PageTextsSettingsKk | Unset = UNSET
    """ Texts in Қазақша by key. """
    ko: PageTextsSettingsKo | Unset = UNSET
    """ Texts in 한국어 by key. """
    ku: PageTextsSettingsKu | Unset = UNSET
    """ Texts in Kurdî by key. """
    lb: PageTextsSettingsLb | Unset = UNSET
    """ Texts in Lëtzebuergesch by key. """
    lt: PageTextsSettingsLt | Unset = UNSET
    """ Texts in Lietuvių by key. """
    lv: PageTextsSettingsLv | Unset = UNSET
    """ Texts in Latviešu by key. """
    mk: PageTextsSettingsMk | Unset = UNSET
    """ Texts in Македонски by key. """
    ms: PageTextsSettingsMs | Unset = UNSET
    """ Texts in Bahasa Melayu by key. """
    mt: PageTextsSettingsMt | Unset = UNSET
    """ Texts in Malti by key. """
    nb: PageTextsSettingsNb | Unset = UNSET
    """ Texts in Norsk bokmål by key. """
    ne: PageTextsSettingsNe | Unset = UNSET
    """ Texts in नेपाली by key. """
    nl: PageTextsSettingsNl | Unset = UNSET
    """ Texts in Nederlands by key. """
    nn: PageTextsSettingsNn | Unset = UNSET
    """ Texts in Norsk nynorsk by key. """
    no: PageTextsSettingsNo | Unset = UNSET
    """ Texts in Norsk by key. """
    pa: PageTextsSettingsPa | Unset = UNSET
    """ Texts in ਪੰਜਾਬੀ by key. """
    pl: PageTextsSettingsPl | Unset = UNSET
    """ Texts in Polski by key. """
    pt: PageTextsSettingsPt | Unset = UNSET
    """ Texts in Português by key. """
    ro: PageTextsSettingsRo | Unset = UNSET
    """ Texts in Română by key. """
    si: PageTextsSettingsSi | Unset = UNSET
    """ Texts in සිංහල by key. """
    sk: PageTextsSettingsSk | Unset = UNSET
    """ Texts in Slovenčina by key. """
    sl: PageTextsSettingsSl | Unset = UNSET
    """ Texts in Slovenščina by key. """
    so: PageTextsSettingsSo | Unset = UNSET
    """ Texts in Soomaali by key. """
    sq: PageTextsSettingsSq | Unset = UNSET
    """ Texts in Shqip by key. """
    sr: PageTextsSettingsSr | Unset = UNSET
    """ Texts in Српски by key. """
    sv: PageTextsSettingsSv | Unset = UNSET
    """ Texts in Svenska by key. """
    sw: PageTextsSettingsSw | Unset = UNSET
    """ Texts in Kiswahili by key. """
    ta: PageTextsSettingsTa | Unset = UNSET
    """ Texts in தமிழ் by key. """
    th: PageTextsSettingsTh | Unset = UNSET
    """ Texts in ไทย by key. """
    tl: PageTextsSettingsTl | Unset = UNSET
    """ Texts in Tagalog by key. """
    uk: PageTextsSettingsUk | Unset = UNSET
    """ Texts in Українська by key. """
    ur: PageTextsSettingsUr | Unset = UNSET
    """ Texts in اردو by key. """
    uz: PageTextsSettingsUz | Unset = UNSET
    """ Texts in Oʻzbekcha by key. """
    vi: PageTextsSettingsVi | Unset = UNSET
    """ Texts in Tiếng Việt by key. """
    zh: PageTextsSettingsZh | Unset = UNSET
    """ Texts in 中文 by key. """
    version: int | Unset = UNSET
    """ The version, which each change increases by one. `ETag` has it in quotes. """
    schema: PageTextsSettingsSchema | Unset = UNSET
    """ The JSON Schema of the section. Only GET answers it. """

    def to_dict(self) -> dict[str, Any]:
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
        if version is not UNSET:
            field_dict["version"] = version
        if schema is not UNSET:
            field_dict["schema"] = schema

        return field_dict

    @classmethod
    def from_dict(cls, src_dict: Mapping[str, Any]) -> Self:
        from ..models.page_texts_settings_af import PageTextsSettingsAf  # noqa: PLC0415
        from ..models.page_texts_settings_ar import PageTextsSettingsAr  # noqa: PLC0415
        from ..models.page_texts_settings_az import PageTextsSettingsAz  # noqa: PLC0415
        from ..models.page_texts_settings_be import PageTextsSettingsBe  # noqa: PLC0415
        from ..models.page_texts_settings_bg import PageTextsSettingsBg  # noqa: PLC0415
        from ..models.page_texts_settings_bn import PageTextsSettingsBn  # noqa: PLC0415
        from ..models.page_texts_settings_bs import PageTextsSettingsBs  # noqa: PLC0415
        from ..models.page_texts_settings_ca import PageTextsSettingsCa  # noqa: PLC0415
        from ..models.page_texts_settings_cs import PageTextsSettingsCs  # noqa: PLC0415
        from ..models.page_texts_settings_cy import PageTextsSettingsCy  # noqa: PLC0415
        from ..models.page_texts_settings_da import PageTextsSettingsDa  # noqa: PLC0415
        from ..models.page_texts_settings_de import PageTextsSettingsDe  # noqa: PLC0415
        from ..models.page_texts_settings_el import PageTextsSettingsEl  # noqa: PLC0415
        from ..models.page_texts_settings_en import PageTextsSettingsEn  # noqa: PLC0415
        from ..models.page_texts_settings_es import PageTextsSettingsEs  # noqa: PLC0415
        from ..models.page_texts_settings_et import PageTextsSettingsEt  # noqa: PLC0415
        from ..models.page_texts_settings_eu import PageTextsSettingsEu  # noqa: PLC0415
        from ..models.page_texts_settings_fa import PageTextsSettingsFa  # noqa: PLC0415
        from ..models.page_texts_settings_fi import PageTextsSettingsFi  # noqa: PLC0415
        from ..models.page_texts_settings_fr import PageTextsSettingsFr  # noqa: PLC0415
        from ..models.page_texts_settings_ga import PageTextsSettingsGa  # noqa: PLC0415
        from ..models.page_texts_settings_gl import PageTextsSettingsGl  # noqa: PLC0415
        from ..models.page_texts_settings_he import PageTextsSettingsHe  # noqa: PLC0415
        from ..models.page_texts_settings_hi import PageTextsSettingsHi  # noqa: PLC0415
        from ..models.page_texts_settings_hr import PageTextsSettingsHr  # noqa: PLC0415
        from ..models.page_texts_settings_hu import PageTextsSettingsHu  # noqa: PLC0415
        from ..models.page_texts_settings_hy import PageTextsSettingsHy  # noqa: PLC0415
        from ..models.page_texts_settings_id import PageTextsSettingsId  # noqa: PLC0415
        from ..models.page_texts_settings_is import PageTextsSettingsIs  # noqa: PLC0415
        from ..models.page_texts_settings_it import PageTextsSettingsIt  # noqa: PLC0415
        from ..models.page_texts_settings_ja import PageTextsSettingsJa  # noqa: PLC0415
        from ..models.page_texts_settings_ka import PageTextsSettingsKa  # noqa: PLC0415
        from ..models.page_texts_settings_kk import PageTextsSettingsKk  # noqa: PLC0415
        from ..models.page_texts_settings_ko import PageTextsSettingsKo  # noqa: PLC0415
        from ..models.page_texts_settings_ku import PageTextsSettingsKu  # noqa: PLC0415
        from ..models.page_texts_settings_lb import PageTextsSettingsLb  # noqa: PLC0415
        from ..models.page_texts_settings_lt import PageTextsSettingsLt  # noqa: PLC0415
        from ..models.page_texts_settings_lv import PageTextsSettingsLv  # noqa: PLC0415
        from ..models.page_texts_settings_mk import PageTextsSettingsMk  # noqa: PLC0415
        from ..models.page_texts_settings_ms import PageTextsSettingsMs  # noqa: PLC0415
        from ..models.page_texts_settings_mt import PageTextsSettingsMt  # noqa: PLC0415
        from ..models.page_texts_settings_nb import PageTextsSettingsNb  # noqa: PLC0415
        from ..models.page_texts_settings_ne import PageTextsSettingsNe  # noqa: PLC0415
        from ..models.page_texts_settings_nl import PageTextsSettingsNl  # noqa: PLC0415
        from ..models.page_texts_settings_nn import PageTextsSettingsNn  # noqa: PLC0415
        from ..models.page_texts_settings_no import PageTextsSettingsNo  # noqa: PLC0415
        from ..models.page_texts_settings_pa import PageTextsSettingsPa  # noqa: PLC0415
        from ..models.page_texts_settings_pl import PageTextsSettingsPl  # noqa: PLC0415
        from ..models.page_texts_settings_pt import PageTextsSettingsPt  # noqa: PLC0415
        from ..models.page_texts_settings_ro import PageTextsSettingsRo  # noqa: PLC0415
        from ..models.page_texts_settings_ru import PageTextsSettingsRu  # noqa: PLC0415
        from ..models.page_texts_settings_schema import PageTextsSettingsSchema  # noqa: PLC0415
        from ..models.page_texts_settings_si import PageTextsSettingsSi  # noqa: PLC0415
        from ..models.page_texts_settings_sk import PageTextsSettingsSk  # noqa: PLC0415
        from ..models.page_texts_settings_sl import PageTextsSettingsSl  # noqa: PLC0415
        from ..models.page_texts_settings_so import PageTextsSettingsSo  # noqa: PLC0415
        from ..models.page_texts_settings_sq import PageTextsSettingsSq  # noqa: PLC0415
        from ..models.page_texts_settings_sr import PageTextsSettingsSr  # noqa: PLC0415
        from ..models.page_texts_settings_sv import PageTextsSettingsSv  # noqa: PLC0415
        from ..models.page_texts_settings_sw import PageTextsSettingsSw  # noqa: PLC0415
        from ..models.page_texts_settings_ta import PageTextsSettingsTa  # noqa: PLC0415
        from ..models.page_texts_settings_th import PageTextsSettingsTh  # noqa: PLC0415
        from ..models.page_texts_settings_tl import PageTextsSettingsTl  # noqa: PLC0415
        from ..models.page_texts_settings_tr import PageTextsSettingsTr  # noqa: PLC0415
        from ..models.page_texts_settings_uk import PageTextsSettingsUk  # noqa: PLC0415
        from ..models.page_texts_settings_ur import PageTextsSettingsUr  # noqa: PLC0415
        from ..models.page_texts_settings_uz import PageTextsSettingsUz  # noqa: PLC0415
        from ..models.page_texts_settings_vi import PageTextsSettingsVi  # noqa: PLC0415
        from ..models.page_texts_settings_zh import PageTextsSettingsZh  # noqa: PLC0415

        d = dict(src_dict)
        _en = d.pop("en", UNSET)
        en: PageTextsSettingsEn | Unset
        if isinstance(_en, Unset):
            en = UNSET
        else:
            en = PageTextsSettingsEn.from_dict(_en)

        _el = d.pop("el", UNSET)
        el: PageTextsSettingsEl | Unset
        if isinstance(_el, Unset):
            el = UNSET
        else:
            el = PageTextsSettingsEl.from_dict(_el)

        _ar = d.pop("ar", UNSET)
        ar: PageTextsSettingsAr | Unset
        if isinstance(_ar, Unset):
            ar = UNSET
        else:
            ar = PageTextsSettingsAr.from_dict(_ar)

        _de = d.pop("de", UNSET)
        de: PageTextsSettingsDe | Unset
        if isinstance(_de, Unset):
            de = UNSET
        else:
            de = PageTextsSettingsDe.from_dict(_de)

        _ru = d.pop("ru", UNSET)
        ru: PageTextsSettingsRu | Unset
        if isinstance(_ru, Unset):
            ru = UNSET
        else:
            ru = PageTextsSettingsRu.from_dict(_ru)

        _tr = d.pop("tr", UNSET)
        tr: PageTextsSettingsTr | Unset
        if isinstance(_tr, Unset):
            tr = UNSET
        else:
            tr = PageTextsSettingsTr.from_dict(_tr)

        _af = d.pop("af", UNSET)
        af: PageTextsSettingsAf | Unset
        if isinstance(_af, Unset):
            af = UNSET
        else:
            af = PageTextsSettingsAf.from_dict(_af)

        _az = d.pop("az", UNSET)
        az: PageTextsSettingsAz | Unset
        if isinstance(_az, Unset):
            az = UNSET
        else:
            az = PageTextsSettingsAz.from_dict(_az)

        _be = d.pop("be", UNSET)
        be: PageTextsSettingsBe | Unset
        if isinstance(_be, Unset):
            be = UNSET
        else:
            be = PageTextsSettingsBe.from_dict(_be)

        _bg = d.pop("bg", UNSET)
        bg: PageTextsSettingsBg | Unset
        if isinstance(_bg, Unset):
            bg = UNSET
        else:
            bg = PageTextsSettingsBg.from_dict(_bg)

        _bn = d.pop("bn", UNSET)
        bn: PageTextsSettingsBn | Unset
        if isinstance(_bn, Unset):
            bn = UNSET
        else:
            bn = PageTextsSettingsBn.from_dict(_bn)

        _bs = d.pop("bs", UNSET)
        bs: PageTextsSettingsBs | Unset
        if isinstance(_bs, Unset):
            bs = UNSET
        else:
            bs = PageTextsSettingsBs.from_dict(_bs)

        _ca = d.pop("ca", UNSET)
        ca: PageTextsSettingsCa | Unset
        if isinstance(_ca, Unset):
            ca = UNSET
        else:
            ca = PageTextsSettingsCa.from_dict(_ca)

        _cs = d.pop("cs", UNSET)
        cs: PageTextsSettingsCs | Unset
        if isinstance(_cs, Unset):
            cs = UNSET
        else:
            cs = PageTextsSettingsCs.from_dict(_cs)

        _cy = d.pop("cy", UNSET)
        cy: PageTextsSettingsCy | Unset
        if isinstance(_cy, Unset):
            cy = UNSET
        else:
            cy = PageTextsSettingsCy.from_dict(_cy)

        _da = d.pop("da", UNSET)
        da: PageTextsSettingsDa | Unset
        if isinstance(_da, Unset):
            da = UNSET
        else:
            da = PageTextsSettingsDa.from_dict(_da)

        _es = d.pop("es", UNSET)
        es: PageTextsSettingsEs | Unset
        if isinstance(_es, Unset):
            es = UNSET
        else:
            es = PageTextsSettingsEs.from_dict(_es)

        _et = d.pop("et", UNSET)
        et: PageTextsSettingsEt | Unset
        if isinstance(_et, Unset):
            et = UNSET
        else:
            et = PageTextsSettingsEt.from_dict(_et)

        _eu = d.pop("eu", UNSET)
        eu: PageTextsSettingsEu | Unset
        if isinstance(_eu, Unset):
            eu = UNSET
        else:
            eu = PageTextsSettingsEu.from_dict(_eu)

        _fa = d.pop("fa", UNSET)
        fa: PageTextsSettingsFa | Unset
        if isinstance(_fa, Unset):
            fa = UNSET
        else:
            fa = PageTextsSettingsFa.from_dict(_fa)

        _fi = d.pop("fi", UNSET)
        fi: PageTextsSettingsFi | Unset
        if isinstance(_fi, Unset):
            fi = UNSET
        else:
            fi = PageTextsSettingsFi.from_dict(_fi)

        _fr = d.pop("fr", UNSET)
        fr: PageTextsSettingsFr | Unset
        if isinstance(_fr, Unset):
            fr = UNSET
        else:
            fr = PageTextsSettingsFr.from_dict(_fr)

        _ga = d.pop("ga", UNSET)
        ga: PageTextsSettingsGa | Unset
        if isinstance(_ga, Unset):
            ga = UNSET
        else:
            ga = PageTextsSettingsGa.from_dict(_ga)

        _gl = d.pop("gl", UNSET)
        gl: PageTextsSettingsGl | Unset
        if isinstance(_gl, Unset):
            gl = UNSET
        else:
            gl = PageTextsSettingsGl.from_dict(_gl)

        _he = d.pop("he", UNSET)
        he: PageTextsSettingsHe | Unset
        if isinstance(_he, Unset):
            he = UNSET
        else:
            he = PageTextsSettingsHe.from_dict(_he)

        _hi = d.pop("hi", UNSET)
        hi: PageTextsSettingsHi | Unset
        if isinstance(_hi, Unset):
            hi = UNSET
        else:
            hi = PageTextsSettingsHi.from_dict(_hi)

        _hr = d.pop("hr", UNSET)
        hr: PageTextsSettingsHr | Unset
        if isinstance(_hr, Unset):
            hr = UNSET
        else:
            hr = PageTextsSettingsHr.from_dict(_hr)

        _hu = d.pop("hu", UNSET)
        hu: PageTextsSettingsHu | Unset
        if isinstance(_hu, Unset):
            hu = UNSET
        else:
            hu = PageTextsSettingsHu.from_dict(_hu)

        _hy = d.pop("hy", UNSET)
        hy: PageTextsSettingsHy | Unset
        if isinstance(_hy, Unset):
            hy = UNSET
        else:
            hy = PageTextsSettingsHy.from_dict(_hy)

        _id = d.pop("id", UNSET)
        id: PageTextsSettingsId | Unset
        if isinstance(_id, Unset):
            id = UNSET
        else:
            id = PageTextsSettingsId.from_dict(_id)

        _is_ = d.pop("is", UNSET)
        is_: PageTextsSettingsIs | Unset
        if isinstance(_is_, Unset):
            is_ = UNSET
        else:
            is_ = PageTextsSettingsIs.from_dict(_is_)

        _it = d.pop("it", UNSET)
        it: PageTextsSettingsIt | Unset
        if isinstance(_it, Unset):
            it = UNSET
        else:
            it = PageTextsSettingsIt.from_dict(_it)

        _ja = d.pop("ja", UNSET)
        ja: PageTextsSettingsJa | Unset
        if isinstance(_ja, Unset):
            ja = UNSET
        else:
            ja = PageTextsSettingsJa.from_dict(_ja)

        _ka = d.pop("ka", UNSET)
        ka: PageTextsSettingsKa | Unset
        if isinstance(_ka, Unset):
            ka = UNSET
        else:
            ka = PageTextsSettingsKa.from_dict(_ka)

        _kk = d.pop("kk", UNSET)
        kk: PageTextsSettingsKk | Unset
        if isinstance(_kk, Unset):
            kk = UNSET
        else:
            kk = PageTextsSettingsKk.from_dict(_kk)

        _ko = d.pop("ko", UNSET)
        ko: PageTextsSettingsKo | Unset
        if isinstance(_ko, Unset):
            ko = UNSET
        else:
            ko = PageTextsSettingsKo.from_dict(_ko)

        _ku = d.pop("ku", UNSET)
        ku: PageTextsSettingsKu | Unset
        if isinstance(_ku, Unset):
            ku = UNSET
        else:
            ku = PageTextsSettingsKu.from_dict(_ku)

        _lb = d.pop("lb", UNSET)
        lb: PageTextsSettingsLb | Unset
        if isinstance(_lb, Unset):
            lb = UNSET
        else:
            lb = PageTextsSettingsLb.from_dict(_lb)

        _lt = d.pop("lt", UNSET)
        lt: PageTextsSettingsLt | Unset
        if isinstance(_lt, Unset):
            lt = UNSET
        else:
            lt = PageTextsSettingsLt.from_dict(_lt)

        _lv = d.pop("lv", UNSET)
        lv: PageTextsSettingsLv | Unset
        if isinstance(_lv, Unset):
            lv = UNSET
        else:
            lv = PageTextsSettingsLv.from_dict(_lv)

        _mk = d.pop("mk", UNSET)
        mk: PageTextsSettingsMk | Unset
        if isinstance(_mk, Unset):
            mk = UNSET
        else:
            mk = PageTextsSettingsMk.from_dict(_mk)

        _ms = d.pop("ms", UNSET)
        ms: PageTextsSettingsMs | Unset
        if isinstance(_ms, Unset):
            ms = UNSET
        else:
            ms = PageTextsSettingsMs.from_dict(_ms)

        _mt = d.pop("mt", UNSET)
        mt: PageTextsSettingsMt | Unset
        if isinstance(_mt, Unset):
            mt = UNSET
        else:
            mt = PageTextsSettingsMt.from_dict(_mt)

        _nb = d.pop("nb", UNSET)
        nb: PageTextsSettingsNb | Unset
        if isinstance(_nb, Unset):
            nb = UNSET
        else:
            nb = PageTextsSettingsNb.from_dict(_nb)

        _ne = d.pop("ne", UNSET)
        ne: PageTextsSettingsNe | Unset
        if isinstance(_ne, Unset):
            ne = UNSET
        else:
            ne = PageTextsSettingsNe.from_dict(_ne)

        _nl = d.pop("nl", UNSET)
        nl: PageTextsSettingsNl | Unset
        if isinstance(_nl, Unset):
            nl = UNSET
        else:
            nl = PageTextsSettingsNl.from_dict(_nl)

        _nn = d.pop("nn", UNSET)
        nn: PageTextsSettingsNn | Unset
        if isinstance(_nn, Unset):
            nn = UNSET
        else:
            nn = PageTextsSettingsNn.from_dict(_nn)

        _no = d.pop("no", UNSET)
        no: PageTextsSettingsNo | Unset
        if isinstance(_no, Unset):
            no = UNSET
        else:
            no = PageTextsSettingsNo.from_dict(_no)

        _pa = d.pop("pa", UNSET)
        pa: PageTextsSettingsPa | Unset
        if isinstance(_pa, Unset):
            pa = UNSET
        else:
            pa = PageTextsSettingsPa.from_dict(_pa)

        _pl = d.pop("pl", UNSET)
        pl: PageTextsSettingsPl | Unset
        if isinstance(_pl, Unset):
            pl = UNSET
        else:
            pl = PageTextsSettingsPl.from_dict(_pl)

        _pt = d.pop("pt", UNSET)
        pt: PageTextsSettingsPt | Unset
        if isinstance(_pt, Unset):
            pt = UNSET
        else:
            pt = PageTextsSettingsPt.from_dict(_pt)

        _ro = d.pop("ro", UNSET)
        ro: PageTextsSettingsRo | Unset
        if isinstance(_ro, Unset):
            ro = UNSET
        else:
            ro = PageTextsSettingsRo.from_dict(_ro)

        _si = d.pop("si", UNSET)
        si: PageTextsSettingsSi | Unset
        if isinstance(_si, Unset):
            si = UNSET
        else:
            si = PageTextsSettingsSi.from_dict(_si)

        _sk = d.pop("sk", UNSET)
        sk: PageTextsSettingsSk | Unset
        if isinstance(_sk, Unset):
            sk = UNSET
        else:
            sk = PageTextsSettingsSk.from_dict(_sk)

        _sl = d.pop("sl", UNSET)
        sl: PageTextsSettingsSl | Unset
        if isinstance(_sl, Unset):
            sl = UNSET
        else:
            sl = PageTextsSettingsSl.from_dict(_sl)

        _so = d.pop("so", UNSET)
        so: PageTextsSettingsSo | Unset
        if isinstance(_so, Unset):
            so = UNSET
        else:
            so = PageTextsSettingsSo.from_dict(_so)

        _sq = d.pop("sq", UNSET)
        sq: PageTextsSettingsSq | Unset
        if isinstance(_sq, Unset):
            sq = UNSET
        else:
            sq = PageTextsSettingsSq.from_dict(_sq)

        _sr = d.pop("sr", UNSET)
        sr: PageTextsSettingsSr | Unset
        if isinstance(_sr, Unset):
            sr = UNSET
        else:
            sr = PageTextsSettingsSr.from_dict(_sr)

        _sv = d.pop("sv", UNSET)
        sv: PageTextsSettingsSv | Unset
        if isinstance(_sv, Unset):
            sv = UNSET
        else:
            sv = PageTextsSettingsSv.from_dict(_sv)

        _sw = d.pop("sw", UNSET)
        sw: PageTextsSettingsSw | Unset
        if isinstance(_sw, Unset):
            sw = UNSET
        else:
            sw = PageTextsSettingsSw.from_dict(_sw)

        _ta = d.pop("ta", UNSET)
        ta: PageTextsSettingsTa | Unset
        if isinstance(_ta, Unset):
            ta = UNSET
        else:
            ta = PageTextsSettingsTa.from_dict(_ta)

        _th = d.pop("th", UNSET)
        th: PageTextsSettingsTh | Unset
        if isinstance(_th, Unset):
            th = UNSET
        else:
            th = PageTextsSettingsTh.from_dict(_th)

        _tl = d.pop("tl", UNSET)
        tl: PageTextsSettingsTl | Unset
        if isinstance(_tl, Unset):
            tl = UNSET
        else:
            tl = PageTextsSettingsTl.from_dict(_tl)

        _uk = d.pop("uk", UNSET)
        uk: PageTextsSettingsUk | Unset
        if isinstance(_uk, Unset):
            uk = UNSET
        else:
            uk = PageTextsSettingsUk.from_dict(_uk)

        _ur = d.pop("ur", UNSET)
        ur: PageTextsSettingsUr | Unset
        if isinstance(_ur, Unset):
            ur = UNSET
        else:
            ur = PageTextsSettingsUr.from_dict(_ur)

        _uz = d.pop("uz", UNSET)
        uz: PageTextsSettingsUz | Unset
        if isinstance(_uz, Unset):
            uz = UNSET
        else:
            uz = PageTextsSettingsUz.from_dict(_uz)

        _vi = d.pop("vi", UNSET)
        vi: PageTextsSettingsVi | Unset
        if isinstance(_vi, Unset):
            vi = UNSET
        else:
            vi = PageTextsSettingsVi.from_dict(_vi)

        _zh = d.pop("zh", UNSET)
        zh: PageTextsSettingsZh | Unset
        if isinstance(_zh, Unset):
            zh = UNSET
        else:
            zh = PageTextsSettingsZh.from_dict(_zh)

        version = d.pop("version", UNSET)

        _schema = d.pop("schema", UNSET)
        schema: PageTextsSettingsSchema | Unset
        if isinstance(_schema, Unset):
            schema = UNSET
        else:
            schema = PageTextsSettingsSchema.from_dict(_schema)

        page_texts_settings = cls(
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
            version=version,
            schema=schema,
        )

        return page_texts_settings
