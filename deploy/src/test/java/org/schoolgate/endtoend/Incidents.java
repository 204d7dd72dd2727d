package org.schoolgate.endtoend;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Raises suspected incidents as pupils do who ask for a gambling site, each for another page, and reads them back. Pages
 * that were answered are promised to be reported; of one that was cut off nothing is known.
 */
final class Incidents {
    private static final int PUPILS = 250;
    private static final int KEY_STAGES = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world;
    private final List<String> promised = new ArrayList<>();
    private int asked;

    Incidents(World world) {
        this.world = world;
    }

    /** Asks for new pages until one is refused with a block page, however often the gateway dies meanwhile. */
    void raise(InetSocketAddress proxy) {
        await().pollInterval(Duration.ofMillis(20))
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(IOException.class)
                .until(() -> isRefused(proxy));
    }

    /** Each time another pupil: what one asks for shortly after the other is one page view. */
    private boolean isRefused(InetSocketAddress proxy) throws IOException {
        String address = "127.0." + (1 + asked / PUPILS % KEY_STAGES) + "." + (1 + asked % PUPILS);
        try (Browser pupil = Browser.open(address, proxy)) {
            String page = "page-" + asked++;
            boolean refused = pupil.get(world.url("gambling.example") + page).status() == 403;
            if (refused) {
                promised.add("/" + page);
            }
            return refused;
        }
    }

    /** Pages for which a block page was shown, in order. */
    List<String> promised() {
        return promised;
    }

    /** Pages that the admin process knows of, oldest first. */
    static List<String> known(Admin admin) throws IOException, InterruptedException {
        List<String> pages = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode answer =
                    admin.get("/api/v1/suspected-incidents?limit=100" + cursor).json();
            answer.path("items").forEach(item -> pages.add(item.path("path").asText()));
            cursor = answer.path("next").isTextual()
                    ? "&cursor=" + answer.path("next").asText()
                    : "";
        } while (!cursor.isEmpty());
        Collections.reverse(pages);
        return pages;
    }
}
