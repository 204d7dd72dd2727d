package org.schoolgate.admin.people;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.people.Device;

/** In which fields two records differ, as the record of changes and a dry run say it: names of people are not in it. */
final class Differences {
    private final List<String> found = new ArrayList<>();

    private Differences() {}

    static String between(PersonRecord before, PersonRecord after) {
        return new Differences()
                .secret("name", before.name(), after.name())
                .secret("user name", before.username(), after.username())
                .add("role", before.role(), after.role())
                .add("year group", before.year(), after.year())
                .addSets("class", before.classes(), after.classes())
                .add("leaver", before.leaver(), after.leaver())
                .add("source", before.source(), after.source())
                .text();
    }

    static String between(ClassRecord before, ClassRecord after) {
        return new Differences()
                .add("name", before.name(), after.name())
                .addSets("teacher", before.teachers(), after.teachers())
                .addSets("lesson", before.lessons(), after.lessons())
                .add("source", before.source(), after.source())
                .text();
    }

    static String between(DeviceRecord beforeRecord, DeviceRecord afterRecord) {
        Device before = beforeRecord.device();
        Device after = afterRecord.device();
        return new Differences()
                .add("kind", before.kind().id(), after.kind().id())
                .addSets("address", before.addresses(), after.addresses())
                .addSets("MAC", before.macs(), after.macs())
                .add("owner", before.owner(), after.owner())
                .add("role", before.role(), after.role())
                .addSets("group", before.groups(), after.groups())
                .add("trusts-ca", before.trustsCa(), after.trustsCa())
                .add("source", beforeRecord.source(), afterRecord.source())
                .text();
    }

    private Differences secret(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.add(field);
        }
        return this;
    }

    private Differences add(String field, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            found.add(field + " " + text(before) + " → " + text(after));
        }
        return this;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private Differences addSets(String field, Collection<?> before, Collection<?> after) {
        addEach(field + " −", before, after);
        addEach(field + " +", after, before);
        return this;
    }

    private void addEach(String what, Collection<?> of, Collection<?> without) {
        TreeSet<String> texts = new TreeSet<>();
        of.stream().filter(each -> !without.contains(each)).forEach(each -> texts.add(each.toString()));
        texts.forEach(text -> found.add(what + text));
    }

    private String text() {
        return String.join(", ", found);
    }
}
