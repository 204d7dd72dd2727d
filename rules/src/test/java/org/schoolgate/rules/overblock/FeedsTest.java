package org.schoolgate.rules.overblock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.schoolgate.rules.Category;
import org.schoolgate.rules.TestData;
import org.schoolgate.rules.overblock.Feeds.Feed;
import org.schoolgate.rules.overblock.StarterLists.RealList;

final class FeedsTest {
    @TempDir
    Path folder;

    @Test
    void partHasItsCategoryOrIsLeftOutOrIsNotForgotten() throws IOException {
        String yaml = "feeds: [{id: some, format: auto, categories: {Adult: adult, Fonts: null}}]";
        Feed feed = Feeds.read(Files.writeString(folder.resolve("feeds.yaml"), yaml))
                .feed("some");
        assertThat(feed.category("Adult")).contains(new Category("adult"));
        assertThat(feed.category("Fonts")).isEmpty();
        assertThat(feed.leavesOut("Fonts")).isTrue();
        assertThat(feed.leavesOut("Adult")).isFalse();
        assertThat(feed.leavesOut("Other")).isFalse();
        assertThatThrownBy(() -> feed.category("Other")).hasMessage("feeds.yaml does not say what Other of some is");
    }

    @Test
    void starterSaysOfEachRealListWhatItIs() throws IOException {
        Feeds feeds = Feeds.read(Path.of("../deploy/starter/feeds.yaml"));
        for (RealList list : RealList.all()) {
            Feed feed = feeds.feed(list.feed());
            if (!list.isArchive()) {
                assertThat(feed.parts()).as(list.feed()).containsKey(list.part());
            }
        }
    }

    @Test
    @Tag("realdata")
    void noRealListIsForgotten() throws IOException {
        Path blocklists = TestData.folder().resolve("blocklists");
        try (Stream<Path> files = Files.walk(blocklists, 2)) {
            List<String> found = files.filter(Files::isRegularFile)
                    .map(file -> blocklists.relativize(file).toString())
                    .filter(file -> !file.startsWith("allow/"))
                    .toList();
            assertThat(RealList.all()).extracting(RealList::file).containsExactlyInAnyOrderElementsOf(found);
        }
    }
}
