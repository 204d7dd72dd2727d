package org.schoolgate.rules.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.schoolgate.rules.Category;

final class VocabularyTest {
    private static final Vocabulary VOCABULARY = Vocabulary.standard();

    /** The folders of UT1's archive, and the targets of those that are links. */
    @ParameterizedTest
    @CsvSource({
        "ads, publicite", "aggressive, agressif", "violence, agressif", "drugs, drogue", "mail, forums",
        "porn, adult", "proxy, redirector", "adult, adult", "audio-video, audio-video", "dynamic-dns, dynamic-dns",
        "residential-proxies, residential-proxies", "residential_proxies, residential_proxies",
                "strict_redirector, strict_redirector"
    })
    void nameOfUt1IsACategory(String name, String category) {
        assertThat(VOCABULARY.find(name)).isEqualTo(new Category(category));
    }

    @Test
    void everyUt1FolderAndEveryCategoryOfOursIsKnown() {
        List<String> ut1 = List.of(
                "adult agressif arjel associations_religieuses astrology audio-video bank bitcoin blog celebrity chat child"
                        .split(" "));
        List<String> more = List.of(
                "cleaning cooking cryptojacking dangerous_material dating ddos dialer doh download drogue dynamic-dns educational_games examen_pix exceptions_liste_bu fakenews filehosting financial forums gambling games hacking jobsearch lingerie liste_blanche liste_bu malware manga marketingware mixed_adult mobile-phone phishing press publicite radio reaffected redirector remote-control residential-proxies residential_proxies sect sexual_education shopping shortener social_networks special sports stalkerware strict_redirector strong_redirector translation tricheur tricheur_pix update vpn warez webhosting webmail"
                        .split(" "));
        List<String> ours = List.of(
                "help infrastructure support extremism self_harm ai_chat search ip_address weapons alcohol_tobacco"
                        .split(" "));
        assertThat(VOCABULARY.categories())
                .extracting(Category::id)
                .containsAll(ut1)
                .containsAll(more)
                .containsAll(ours)
                .hasSize(ut1.size() + more.size() + ours.size());
        assertThat(VOCABULARY.find("x-malware-2017-2025")).isNull();
    }

    @Test
    void allowTypeAndRiskAreCuratedHere() {
        assertThat(VOCABULARY.isAllowType(new Category("liste_bu"))).isTrue();
        assertThat(VOCABULARY.isAllowType(new Category("arjel")))
                .as("UT1 calls licensed gambling white")
                .isFalse();
        assertThat(VOCABULARY.isRisk(new Category("adult"))).isTrue();
        assertThat(VOCABULARY.isRisk(new Category("press"))).isFalse();
        assertThat(VOCABULARY.title(new Category("drogue"))).isEqualTo("Drugs");
        assertThat(VOCABULARY.title(new Category("house_list"))).isEqualTo("house_list");
    }

    @Test
    void nameTwiceOrAMissingTitleIsAMistakeWithItsPlace() {
        String yaml = """
                format: 1
                categories:
                  one: {title: One, aliases: [uno]}
                  two: {title: Two, aliases: [one]}
                  uno: {risk: true}
                """;
        assertThatThrownBy(() -> VocabularyReader.read(yaml, "categories.yaml")).hasMessage("""
                        categories.yaml:4:31: name of a category twice: "one" (expected: once, as id or alias)
                        categories.yaml:5:3: name of a category twice: "uno" (expected: once, as id or alias)
                        categories.yaml:5:8: category: no "title" (expected: one)""");
    }
}
