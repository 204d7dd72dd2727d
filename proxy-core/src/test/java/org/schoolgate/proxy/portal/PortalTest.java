package org.schoolgate.proxy.portal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.schoolgate.rules.policy.Audience;

final class PortalTest {
    private static final Locale ARABIC = Locale.forLanguageTag("ar");
    private static final List<Locale> BOTH = List.of(Locale.ENGLISH, ARABIC);

    private static final ZonedDateTime END = ZonedDateTime.parse("2026-11-30T08:05:00Z[Europe/London]");

    private final Portal portal = new Portal();

    private static Notice blocked(@Nullable Audience audience) {
        return new Notice(Occasion.BLOCKED, audience, BOTH, "1-1-A-F", "host.example", "the-category", "the-rule", END);
    }

    private static Reader reader(@Nullable String acceptLanguage) {
        return new Reader(acceptLanguage, true, true);
    }

    private static String text(Page page) {
        return new String(page.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void adultsSeeCategoryAndRule() {
        String page = text(portal.page(blocked(Audience.ADULT), reader(null)));
        assertThat(page).contains("host.example", "the-category", "the-rule", "1-1-A-F");
    }

    @Test
    void olderPupilsSeeTheSiteAndNoCategory() {
        String page = text(portal.page(blocked(Audience.KS4), reader(null)));
        assertThat(page).contains("host.example", "1-1-A-F").doesNotContain("the-category", "the-rule");
    }

    @ParameterizedTest
    @EnumSource(
            value = Audience.class,
            names = {"KS1", "KS2"})
    void youngPupilsSeeNeitherSiteNorReason(Audience audience) {
        for (Occasion occasion : Occasion.values()) {
            Notice notice =
                    new Notice(occasion, audience, BOTH, "1-1-A-F", "host.example", "the-category", "the-rule", END);
            assertThat(text(portal.page(notice, reader(null))))
                    .contains("1-1-A-F")
                    .doesNotContain("host.example", "the-category", "the-rule");
        }
    }

    @Test
    void endOfABlockIsGivenByTheSchoolsClockAndInTheReadersLanguage() {
        assertThat(text(portal.page(blocked(Audience.KS2), reader("en"))))
                .contains("<dt>Until</dt><dd dir=\"auto\">Monday 30 November, 08:05</dd>");
        assertThat(text(portal.page(blocked(Audience.ADULT), reader("ar"))))
                .contains("<dt>حتى</dt><dd dir=\"auto\">الاثنين 30 نوفمبر, 08:05</dd>");
        assertThat(text(portal.page(blocked(Audience.KS1), reader("en")))).doesNotContain("08:05");
    }

    @Test
    void youngestAreToldThatTheyAreNotInTrouble() {
        assertThat(text(portal.page(blocked(Audience.KS1), reader("en")))).contains("You are not in trouble");
    }

    @Test
    void everythingFromOutsideIsEscaped() {
        String evil = "<script>alert('\"&{{title}}')</script>";
        Notice notice = new Notice(Occasion.BLOCKED, Audience.ADULT, BOTH, evil, evil, evil, evil, null);
        assertThat(text(portal.page(notice, reader(null))))
                .doesNotContain("<script", "alert('")
                .contains("&lt;script&gt;alert(&#39;&quot;&amp;{{title}}&#39;)&lt;/script&gt;");
    }

    @Test
    void styleIsTheOnlyThingThatThePageMayLoad() {
        Page page = portal.page(blocked(Audience.KS3), reader(null));
        assertThat(page.securityPolicy())
                .matches(
                        "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/]{43}='; base-uri 'none'; form-action 'none'");
        assertThat(text(page)).doesNotContain("<script", "http:", "https:", "src=");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|en",
                "''|en",
                "ar|ar",
                "AR-ae|ar",
                "ar;q=0.5, en;q=0.4|ar",
                "ar;q=0.4, en;q=0.5|en",
                "fr, de, ar;q=0.1|ar",
                "ar;q=0|en",
                "ar;q=2|en",
                "ar;q=x|en",
                "*|en",
                ",,;;q|en",
            })
    void languageIsTheOneWantedMost(@Nullable String acceptLanguage, String chosen) {
        Page page = portal.page(blocked(Audience.KS3), reader(acceptLanguage));
        assertThat(page.language()).isEqualTo(Locale.forLanguageTag(chosen));
    }

    @Test
    void languageIsOneOfThePolicys() {
        Notice english = new Notice(Occasion.BLOCKED, null, List.of(Locale.UK), null, null, null, null, null);
        assertThat(portal.page(english, reader("ar")).language()).isEqualTo(Locale.ENGLISH);
        Notice french = new Notice(Occasion.BLOCKED, null, List.of(Locale.FRENCH), null, null, null, null, null);
        assertThat(portal.page(french, reader("ar")).language()).isEqualTo(ARABIC);
    }

    @Test
    void arabicPageRunsFromRightToLeftAndReferencesInItDoNot() {
        String page = text(portal.page(blocked(Audience.KS3), reader("ar")));
        assertThat(page).contains("<html lang=\"ar\" dir=\"rtl\">", "<dd dir=\"ltr\">1-1-A-F</dd>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "-|-|true",
                "-|text/html,*/*;q=0.8|true",
                "-|*/*|true",
                "-|image/avif,*/*|false",
                "-|application/json|false",
                "document|-|true",
                "iframe|-|true",
                "frame|-|true",
                "image|text/html|false",
                "empty|*/*|false",
                "script|-|false",
            })
    void onlyWhoeverShowsPagesGetsAPage(@Nullable String fetchDest, @Nullable String accept, boolean isPage) {
        Page page = portal.page(blocked(Audience.KS3), Reader.of(null, fetchDest, accept));
        assertThat(page.contentType()).isEqualTo(isPage ? "text/html; charset=utf-8" : "text/plain; charset=utf-8");
        assertThat(page.bytes().length < 200).isEqualTo(!isPage);
    }

    @Test
    void bothLanguagesHaveTheSameTexts() throws Exception {
        assertThat(keys("texts_ar.properties")).isEqualTo(keys("texts_en.properties"));
    }

    private static TreeSet<String> keys(String file) throws Exception {
        Properties words = new Properties();
        try (var in = new InputStreamReader(Resources.open(file), StandardCharsets.UTF_8)) {
            words.load(in);
        }
        return new TreeSet<>(words.stringPropertyNames());
    }
}
