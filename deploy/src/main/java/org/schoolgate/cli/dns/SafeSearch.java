package org.schoolgate.cli.dns;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The names by which search engines and YouTube let a network ask for their safe search. Sources:
 * support.google.com/websearch/answer/186669, support.google.com/a/answer/6214622 (YouTube),
 * help.bing.microsoft.com (strict.bing.com), duckduckgo.com/duckduckgo-help-pages (safe search).
 */
final class SafeSearch {
    private static final List<String> GOOGLE_ADDRESSES = List.of("216.239.38.120", "2001:4860:4802:32::78");
    private static final List<String> MODERATE_ADDRESSES = List.of("216.239.38.119", "2001:4860:4802:32::77");
    private static final List<String> YOUTUBE = List.of(
            "www.youtube.com",
            "m.youtube.com",
            "youtubei.googleapis.com",
            "youtube.googleapis.com",
            "www.youtube-nocookie.com");
    /** The countries of Google's search, as google.com/supported_domains has them. */
    private static final String GOOGLE =
            "com ad ae com.af com.ag al am co.ao com.ar as at com.au az ba com.bd be bf bg com.bh"
                    + " bi bj com.bn com.bo com.br bs bt co.bw by com.bz ca cd cf cg ch ci co.ck cl cm cn com.co co.cr com.cu cv"
                    + " com.cy cz de dj dk dm com.do dz com.ec ee com.eg es com.et fi com.fj fm fr ga ge gg com.gh com.gi gl gm gr"
                    + " com.gt gy com.hk hn hr ht hu co.id ie co.il im co.in iq is it je com.jm jo co.jp co.ke com.kh ki kg co.kr"
                    + " com.kw kz la com.lb li lk co.ls lt lu lv com.ly co.ma md me mg mk ml com.mm mn com.mt mu mv mw com.mx com.my"
                    + " co.mz com.na com.ng com.ni ne nl no com.np nr nu co.nz com.om com.pa com.pe com.pg com.ph com.pk pl pn"
                    + " com.pr ps pt com.py com.qa ro ru rw com.sa com.sb sc se com.sg sh si sk com.sl sn so sm sr st com.sv td tg"
                    + " co.th com.tj tl tm tn to com.tr tt com.tw co.tz com.ua co.ug co.uk com.uy co.uz com.vc co.ve co.vi com.vn vu"
                    + " ws rs co.za co.zm co.zw cat";

    private SafeSearch() {}

    static List<Alias> aliases(YoutubeLevel youtube) {
        List<Alias> aliases = new ArrayList<>();
        Stream.of(GOOGLE.split(" "))
                .map(country -> new Alias("www.google." + country, "forcesafesearch.google.com", GOOGLE_ADDRESSES))
                .forEach(aliases::add);
        aliases.add(new Alias("www.bing.com", "strict.bing.com", List.of()));
        aliases.add(new Alias("duckduckgo.com", "safe.duckduckgo.com", List.of()));
        aliases.add(new Alias("www.duckduckgo.com", "safe.duckduckgo.com", List.of()));
        aliases.add(new Alias("start.duckduckgo.com", "safe.duckduckgo.com", List.of()));
        switch (youtube) {
            case STRICT -> addYoutube(aliases, "restrict.youtube.com", GOOGLE_ADDRESSES);
            case MODERATE -> addYoutube(aliases, "restrictmoderate.youtube.com", MODERATE_ADDRESSES);
            case OFF -> {}
        }
        return aliases;
    }

    private static void addYoutube(List<Alias> aliases, String target, List<String> addresses) {
        YOUTUBE.forEach(name -> aliases.add(new Alias(name, target, addresses)));
    }
}
