package org.schoolgate.admin.people;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.schoolgate.admin.publish.Publisher;

/**
 * Keeps the register: each edit with its entries in the record of changes and the bundle that has it, all of them or none, one
 * edit after the other.
 */
public final class Registrar {
    private final PersonStore people;
    private final ClassStore classes;
    private final DeviceStore devices;
    private final ChangeStore changes;
    private final Publisher publisher;
    private final InstantSource clock;

    public Registrar(
            PersonStore people,
            ClassStore classes,
            DeviceStore devices,
            ChangeStore changes,
            Publisher publisher,
            InstantSource clock) {
        this.people = people;
        this.classes = classes;
        this.devices = devices;
        this.changes = changes;
        this.publisher = publisher;
        this.clock = clock;
    }

    /** What there is now. */
    Register register() {
        return Register.of(people.all(), classes.all(), devices.all());
    }

    ChangeStore changes() {
        return changes;
    }

    Publisher publisher() {
        return publisher;
    }

    /** To the millisecond, as stores keep it. */
    Instant now() {
        return Instant.ofEpochMilli(clock.millis());
    }

    /**
     * Makes an edit. Where there is nothing in it but year groups that were said again, this is kept, and nothing is published.
     *
     * @param by who makes it, an id of a person as claimed
     * @param edit what is to be done to the register as it is then; may refuse by an exception
     */
    CompletableFuture<Made> make(String by, Function<Register, RegisterEdit> edit) {
        RegisterEdit trial = edit.apply(register());
        if (trial.isEmpty()) {
            people.renewYears(trial.renewed());
            return CompletableFuture.completedFuture(new Made(trial, null));
        }
        return publisher
                .publish(() -> keep(by, edit.apply(register())))
                .thenApply(published ->
                        new Made(published.value(), published.position().generation()));
    }

    private RegisterEdit keep(String by, RegisterEdit edit) {
        people.put(edit.people());
        people.renewYears(edit.renewed());
        people.setPasswords(edit.passwords());
        edit.removedPeople().forEach(people::remove);
        classes.put(edit.classes());
        classes.remove(edit.removedClasses());
        devices.put(edit.devices());
        devices.remove(edit.removedDevices());
        changes.add(now(), by, edit.changes());
        return edit;
    }

    /** Part of a change that is published: sets a person's password, by themselves. Returns their id. */
    String setPassword(String person, String hash) {
        RegisterEdit edit = new RegisterEdit(register());
        edit.setPassword(person, hash);
        keep(person, edit);
        return person;
    }

    /** Takes note of what changes nothing, such as that names were read. */
    void note(String by, Change change) {
        changes.add(now(), by, List.of(change));
    }

    /**
     * An edit that was made.
     *
     * @param generation the first bundle that has it; null when there was nothing in it
     */
    record Made(RegisterEdit edit, @Nullable Long generation) {}
}
