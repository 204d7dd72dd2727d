package org.schoolgate.proxy.identity;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.Closeable;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.schoolgate.proxy.identity.Attempt.Failed;
import org.schoolgate.proxy.identity.Attempt.Pending;
import org.schoolgate.proxy.identity.Attempt.Right;
import org.schoolgate.proxy.identity.Attempt.Why;
import org.schoolgate.proxy.identity.Fingerprints.Fingerprint;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;

/**
 * Names and passwords that clients give, and what came of them. A browser gives them with every request, so what was right is
 * known for a while, and what was wrong for a short one: by a fingerprint, which another password of that person changes.
 * Whoever's name it is, and whether it is anyone's, a trial takes the same time. Thread-safe; does not block.
 */
public final class SignIns implements Closeable {
    private static final int MAX_KNOWN = 32_768;
    private static final Duration RIGHT_FOR = Duration.ofMinutes(15);
    private static final Duration WRONG_FOR = Duration.ofMinutes(1);
    private static final int FREE_FOR_NAME = 5;
    private static final int FREE_FOR_ADDRESS = 20;
    private static final int MAX_WAITING = 128;
    /** What nobody's password is tried against. */
    private static final String OF_NOBODY =
            "$argon2id$v=19$m=19456,t=2,p=1$c2Nob29sZ2F0ZS1ub2JvZA$dGhlIHBhc3N3b3JkIG9mIG5vYm9keSwgYnV0IHplcm8";

    private final PasswordTrials trials;
    private final Fingerprints fingerprints = new Fingerprints(new SecureRandom());
    private final BackOff byName;
    private final BackOff byAddress;
    private final AsyncCache<Fingerprint, Boolean> tried;
    private final LongAdder right = new LongAdder();
    private final AtomicLongArray failed = new AtomicLongArray(Why.values().length);

    /** With as many threads as leave half of the processors to the event loops. */
    public SignIns(LongSupplier nanoTime) {
        this(new PasswordTrials(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), MAX_WAITING), nanoTime);
    }

    SignIns(PasswordTrials trials, LongSupplier nanoTime) {
        this.trials = trials;
        this.byName = new BackOff(FREE_FOR_NAME, nanoTime);
        this.byAddress = new BackOff(FREE_FOR_ADDRESS, nanoTime);
        this.tried = Caffeine.newBuilder()
                .maximumSize(MAX_KNOWN)
                .expireAfter(Expiry.writing((Fingerprint key, Boolean isRight) -> isRight ? RIGHT_FOR : WRONG_FOR))
                .ticker(nanoTime::getAsLong)
                .executor(Runnable::run)
                .buildAsync();
    }

    /**
     * Signs somebody in.
     *
     * @param field value of {@code Proxy-Authorization}
     * @param client address that it comes from; what others there do wrong is held against it
     * @param isShared whether many people have that address: nothing is held against it then
     */
    public Attempt attempt(String field, Host client, boolean isShared, People people) {
        BasicCredentials given = BasicCredentials.of(field);
        if (given == null) {
            return failed(Why.WRONG, null);
        }
        Person person = people.named(given.username());
        String hash = person == null ? null : person.passwordHash();
        String against = hash == null ? OF_NOBODY : hash;
        Fingerprint key = fingerprints.of(given, against);
        String address = isShared ? null : client.text();
        CompletableFuture<Boolean> trial = tried.getIfPresent(key);
        if (trial == null && mustWait(given.username(), address)) {
            return failed(Why.TOO_SOON, idOf(person));
        }
        if (trial == null) {
            try {
                trial = tried.get(key, (print, executor) -> begin(given, against, address));
            } catch (RejectedExecutionException e) {
                return failed(Why.BUSY, idOf(person));
            }
        }
        return trial.isDone() && !trial.isCompletedExceptionally()
                ? outcome(trial.join(), person, against)
                : new Pending(trial.handle((isRight, failure) -> outcome(isRight, person, against)));
    }

    private boolean mustWait(String name, @Nullable String address) {
        return byName.mustWait(name) || address != null && byAddress.mustWait(address);
    }

    private CompletableFuture<Boolean> begin(BasicCredentials given, String hash, @Nullable String address) {
        CompletableFuture<Boolean> trial = trials.begin(given.password(), hash);
        byName.begin(given.username());
        if (address != null) {
            byAddress.begin(address);
        }
        return trial.thenApply(matches -> {
            boolean isRight = matches && !hash.equals(OF_NOBODY);
            if (isRight) {
                succeeded(given.username(), address);
            } else {
                count(Why.WRONG);
            }
            return isRight;
        });
    }

    private void succeeded(String name, @Nullable String address) {
        right.increment();
        byName.forget(name);
        if (address != null) {
            byAddress.takeBack(address);
        }
    }

    private static Attempt outcome(@Nullable Boolean isRight, @Nullable Person person, String hash) {
        if (isRight == null) {
            return new Failed(Why.BUSY, idOf(person));
        }
        return isRight && person != null
                ? new Right(new SignedIn(person.id(), hash))
                : new Failed(Why.WRONG, idOf(person));
    }

    private Failed failed(Why why, @Nullable String claimed) {
        count(why);
        return new Failed(why, claimed);
    }

    private void count(Why why) {
        failed.incrementAndGet(why.ordinal());
    }

    private static @Nullable String idOf(@Nullable Person person) {
        return person == null ? null : person.id();
    }

    /** Whose name it is that a client gives where it is not to be believed: the id of a person; null for nobody's. */
    public static @Nullable String claim(String field, People people) {
        BasicCredentials given = BasicCredentials.of(field);
        return given == null ? null : idOf(people.named(given.username()));
    }

    public void register(MeterRegistry meters) {
        FunctionCounter.builder("schoolgate.sign_ins", right, LongAdder::sum)
                .tag("outcome", "right")
                .register(meters);
        for (Why why : Why.values()) {
            FunctionCounter.builder("schoolgate.sign_ins", failed, counts -> counts.get(why.ordinal()))
                    .tag("outcome", why.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        Gauge.builder("schoolgate.sign_ins.under_way", trials, PasswordTrials::underWay)
                .register(meters);
    }

    @Override
    public void close() {
        trials.close();
    }
}
