package org.schoolgate.proxy.detect;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.policy.Detection;

/** What one client did lately, in at most some KiB. Guarded by itself: a client's connections are on several event loops. */
final class Trail {
    private static final int MAX_VIEWS = 64;
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final int SHARED_FACTOR = 10;

    /** The first block of a page view. */
    private record View(String host, long nanos) {}

    /** Alerts, by category; the one raised longest ago first. */
    private final Map<String, View> alerts = new LinkedHashMap<>();

    private final Times pages = new Times();
    private final long[] actNanos = new long[Act.values().length];
    private final boolean[] isActDone = new boolean[actNanos.length];
    /** Acts that the client was at before the block page: what a program does all the time says nothing of a person. */
    private final boolean[] isBackground = new boolean[actNanos.length];

    private @Nullable View lastPage;
    private @Nullable View shownPage;
    private long hourNanos;
    /** By category, and by finding where it is no alert: what is noisy does not use up the share of what is grave. */
    private final Map<String, Integer> raisedThisHour = new HashMap<>();
    /** A finding that an alert came before. */
    private Finding owed = Finding.NOTHING;

    private long owedNanos;

    /** Of the last of what was counted, the newest; capacity grows to what the policy counts. */
    private static final class Times {
        private long[] nanos = new long[0];
        private int next;
        private int count;

        /** Adds one and returns whether {@code wanted} of them lie within the time; then it begins to count anew. */
        boolean add(long now, int wanted, Duration within) {
            if (nanos.length != wanted) {
                nanos = new long[wanted];
                count = 0;
                next = 0;
            }
            nanos[next] = now;
            next = (next + 1) % wanted;
            count = Math.min(count + 1, wanted);
            boolean isReached = count == wanted && now - nanos[next] <= within.toNanos();
            if (isReached) {
                count = 0;
            }
            return isReached;
        }
    }

    synchronized Finding note(Sighting sighting, Detection detection, long now) {
        boolean isAlert = sighting.alert() != null && isNewView(sighting, sighting.alert(), detection, now);
        boolean isRepeated = isOneTooMany(sighting, detection, now);
        boolean isEvasion = isDeliberate(sighting, detection, now);
        if (sighting.isPage()) {
            pageShown(sighting.host(), detection, now);
        }
        owe(isEvasion ? Finding.CIRCUMVENTION : isRepeated ? Finding.REPEATED : Finding.NOTHING, now);
        Finding finding = isAlert ? Finding.ALERT : takeOwed(sighting, detection, now);
        return finding == Finding.NOTHING || isWithinLimit(finding, sighting, detection, now)
                ? finding
                : Finding.WITHHELD;
    }

    private void owe(Finding finding, long now) {
        if (finding.compareTo(owed) > 0) {
            owed = finding;
            owedNanos = now;
        }
    }

    /** One exchange is one incident: what its alert came before is raised for the next of its kind, within the time of acts. */
    private Finding takeOwed(Sighting sighting, Detection detection, long now) {
        boolean isOfItsKind = owed == Finding.REPEATED ? sighting.isCounted() : sighting.act() != null;
        if (!isOfItsKind || sighting.isShared() || sighting.isDevice()) {
            return Finding.NOTHING;
        }
        Finding taken = now - owedNanos <= detection.actsWithin().toNanos() ? owed : Finding.NOTHING;
        owed = Finding.NOTHING;
        return taken;
    }

    /** Not when it belongs to the page view of an alert before. A browser that goes to another site begins another. */
    private boolean isNewView(Sighting sighting, String category, Detection detection, long now) {
        String key = sighting.isShared() ? category + " " + sighting.host() : category;
        View before = alerts.get(key);
        if (before != null && isSameView(before, sighting, detection, now)) {
            return false;
        }
        alerts.remove(key);
        alerts.put(key, new View(sighting.host(), now));
        if (alerts.size() > MAX_VIEWS) {
            alerts.remove(alerts.keySet().iterator().next());
        }
        return true;
    }

    private static boolean isSameView(View before, Sighting sighting, Detection detection, long now) {
        boolean isElsewhere = sighting.isPage() && !before.host().equals(sighting.host());
        return !isElsewhere && now - before.nanos() < detection.pageView().toNanos();
    }

    private boolean isOneTooMany(Sighting sighting, Detection detection, long now) {
        if (!sighting.isCounted() || sighting.isShared() || sighting.isDevice()) {
            return false;
        }
        View before = lastPage;
        if (before != null && isSameView(before, sighting, detection, now)) {
            return false;
        }
        lastPage = new View(sighting.host(), now);
        return pages.add(now, detection.repeatedPages(), detection.repeatedWithin());
    }

    private boolean isDeliberate(Sighting sighting, Detection detection, long now) {
        Act act = sighting.act();
        if (act == null) {
            return false;
        }
        boolean isNew = !hasDone(act, detection, now) || isBefore(actNanos[act.ordinal()], shownPage);
        isActDone[act.ordinal()] = true;
        actNanos[act.ordinal()] = now;
        return isNew
                && !sighting.isShared()
                && !sighting.isDevice()
                && actsAfterPage(detection, now) == detection.acts();
    }

    private int actsAfterPage(Detection detection, long now) {
        View page = shownPage;
        if (page == null || now - page.nanos() > detection.actsWithin().toNanos()) {
            return 0;
        }
        int count = 0;
        for (Act act : Act.values()) {
            boolean isDone = hasDone(act, detection, now) && !isBefore(actNanos[act.ordinal()], page);
            count += isDone && !isBackground[act.ordinal()] ? 1 : 0;
        }
        return count;
    }

    private boolean hasDone(Act act, Detection detection, long now) {
        return isActDone[act.ordinal()]
                && now - actNanos[act.ordinal()] <= detection.actsWithin().toNanos();
    }

    private static boolean isBefore(long nanos, @Nullable View page) {
        return page == null || nanos - page.nanos() <= 0;
    }

    /** Acts are counted from the first page on; a page that comes within their time changes nothing. */
    private void pageShown(String host, Detection detection, long now) {
        View before = shownPage;
        if (before != null && now - before.nanos() <= detection.actsWithin().toNanos()) {
            return;
        }
        shownPage = new View(host, now);
        for (Act act : Act.values()) {
            isBackground[act.ordinal()] = hasDone(act, detection, now) && actNanos[act.ordinal()] != now;
        }
    }

    private boolean isWithinLimit(Finding finding, Sighting sighting, Detection detection, long now) {
        if (raisedThisHour.isEmpty() || now - hourNanos > HOUR) {
            hourNanos = now;
            raisedThisHour.clear();
        }
        String kind = finding == Finding.ALERT && sighting.alert() != null ? sighting.alert() : finding.name();
        int limit = sighting.isShared() ? SHARED_FACTOR * detection.perHour() : detection.perHour();
        return raisedThisHour.merge(kind, 1, Integer::sum) <= limit;
    }
}
