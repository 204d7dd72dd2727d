package org.schoolgate.rules.bundle;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.people.Device;
import org.schoolgate.rules.people.DeviceKind;
import org.schoolgate.rules.people.People;
import org.schoolgate.rules.people.Person;
import org.schoolgate.rules.people.SchoolClass;

/** The file of people, classes and devices. A reader refuses a greater format and any field that it does not know. */
public final class PeopleJson {
    private static final String WHAT = "people";

    private PeopleJson() {}

    public static People read(byte[] bytes) throws BundleException {
        JsonFields fields = Json.read(bytes, WHAT);
        fields.version("format", FileRole.PEOPLE.version());
        try {
            People people = new People(
                    read(fields.objects("persons"), PeopleJson::person),
                    read(fields.objects("classes"), PeopleJson::schoolClass),
                    read(fields.objects("devices"), PeopleJson::device));
            fields.end();
            return people;
        } catch (IllegalArgumentException e) {
            throw new BundleException(WHAT + ": " + e.getMessage(), e);
        }
    }

    private interface Reader<T> {
        T read(JsonFields fields) throws BundleException;
    }

    private static <T> List<T> read(List<JsonFields> objects, Reader<T> reader) throws BundleException {
        List<T> read = new ArrayList<>(objects.size());
        for (JsonFields object : objects) {
            read.add(reader.read(object));
            object.end();
        }
        return read;
    }

    private static Person person(JsonFields fields) throws BundleException {
        return new Person(
                fields.text("id"),
                fields.text("role"),
                set(fields, "classes"),
                optional(fields, "username"),
                optional(fields, "passwordHash"));
    }

    private static SchoolClass schoolClass(JsonFields fields) throws BundleException {
        return new SchoolClass(fields.text("id"), fields.text("name"), set(fields, "teachers"));
    }

    private static Device device(JsonFields fields) throws BundleException {
        return new Device(
                fields.text("id"),
                DeviceKind.of(fields.text("kind")),
                fields.texts("macs"),
                addresses(fields.texts("addresses")),
                optional(fields, "owner"),
                optional(fields, "role"),
                set(fields, "groups"),
                fields.flag("trustsCa"));
    }

    private static List<Host> addresses(List<String> texts) throws BundleException {
        List<Host> addresses = new ArrayList<>(texts.size());
        for (String text : texts) {
            Host address = address(text);
            if (address == null || !address.text().equals(text)) {
                throw new BundleException(WHAT + ": address \"" + text + "\" (expected: an IP address, spelt as "
                        + (address == null ? "10.20.0.7" : address.text()) + ")");
            }
            addresses.add(address);
        }
        return addresses;
    }

    private static @Nullable Host address(String text) {
        try {
            Host host = Host.parseLenient(text);
            return host.isAddress() ? host : null;
        } catch (HostSyntaxException e) {
            return null;
        }
    }

    private static @Nullable String optional(JsonFields fields, String name) throws BundleException {
        return fields.has(name) ? fields.text(name) : null;
    }

    private static Set<String> set(JsonFields fields, String name) throws BundleException {
        List<String> texts = fields.texts(name);
        Set<String> set = new HashSet<>(texts);
        if (set.size() != texts.size()) {
            throw new BundleException(WHAT + ": " + name + " has one of them twice (expected: each once)");
        }
        return set;
    }

    /** Equal people give equal bytes. */
    public static byte[] write(People people) {
        return Json.write(json -> {
            json.writeNumberField("format", FileRole.PEOPLE.version());
            json.writeArrayFieldStart("persons");
            for (Person person : people.persons()) {
                write(person, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("classes");
            for (SchoolClass schoolClass : people.classes()) {
                write(schoolClass, json);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("devices");
            for (Device device : people.devices()) {
                write(device, json);
            }
            json.writeEndArray();
        });
    }

    private static void write(Person person, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", person.id());
        json.writeStringField("role", person.role());
        write("classes", new TreeSet<>(person.classes()), json);
        writeOptional("username", person.username(), json);
        writeOptional("passwordHash", person.passwordHash(), json);
        json.writeEndObject();
    }

    private static void write(SchoolClass schoolClass, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", schoolClass.id());
        json.writeStringField("name", schoolClass.name());
        write("teachers", new TreeSet<>(schoolClass.teachers()), json);
        json.writeEndObject();
    }

    private static void write(Device device, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", device.id());
        json.writeStringField("kind", device.kind().id());
        write("macs", device.macs(), json);
        write("addresses", device.addresses().stream().map(Host::text).toList(), json);
        writeOptional("owner", device.owner(), json);
        writeOptional("role", device.role(), json);
        write("groups", new TreeSet<>(device.groups()), json);
        json.writeBooleanField("trustsCa", device.trustsCa());
        json.writeEndObject();
    }

    private static void write(String name, Collection<String> texts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart(name);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private static void writeOptional(String name, @Nullable String text, JsonGenerator json) throws IOException {
        if (text != null) {
            json.writeStringField(name, text);
        }
    }
}
