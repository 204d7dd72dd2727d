package org.schoolgate.admin.publish;

import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the store again and again while it does not answer: after a second, then after twice as long each time, up to a minute.
 * Ends with the first answer, and with a failure that would be the same the next time. Confined to one
 * thread.
 */
final class UntilAnswered {
    private static final Logger log = LoggerFactory.getLogger(UntilAnswered.class);
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Runnable question;
    private final Predicate<Throwable> isOutage;
    private final BiConsumer<Duration, Runnable> later;
    private Duration pause = FIRST;
    private @Nullable Class<?> reason;
    private boolean isUnderWay;

    /**
     * @param question throws when there is no answer
     * @param isOutage whether such a failure may end by itself
     * @param later does something after a time, on the same thread
     */
    UntilAnswered(Runnable question, Predicate<Throwable> isOutage, BiConsumer<Duration, Runnable> later) {
        this.question = question;
        this.isOutage = isOutage;
        this.later = later;
    }

    /** Begins to ask, unless it is being asked already. */
    void begin() {
        if (!isUnderWay) {
            isUnderWay = true;
            pause = FIRST;
            reason = null;
            later.accept(pause, this::ask);
        }
    }

    private void ask() {
        isUnderWay = false;
        try {
            question.run();
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    private void failed(RuntimeException failure) {
        if (!isOutage.test(failure)) {
            log.error("Whether the last change was made cannot be asked, and is not before the next one", failure);
            return;
        }
        Throwable bottom = bottom(failure);
        if (bottom.getClass() != reason) {
            reason = bottom.getClass();
            log.warn("Whether the last change was made is still not known, and asked again: {}", bottom.toString());
        }
        pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
        isUnderWay = true;
        later.accept(pause, this::ask);
    }

    private static Throwable bottom(Throwable failure) {
        Throwable bottom = failure;
        while (bottom.getCause() != null) {
            bottom = bottom.getCause();
        }
        return bottom;
    }
}
