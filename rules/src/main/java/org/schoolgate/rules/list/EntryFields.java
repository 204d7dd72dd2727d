package org.schoolgate.rules.list;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.schoolgate.rules.Host;
import org.schoolgate.rules.HostSyntaxException;
import org.schoolgate.rules.Scope;
import org.schoolgate.rules.url.UrlSyntaxException;

/** What an entry covers, as fields of a JSON object. */
final class EntryFields {
    private EntryFields() {}

    static void put(ListEntry entry, ObjectNode fields) {
        if (entry instanceof ListEntry.Name name) {
            fields.put("name", name.host().text()).put("scope", id(name.scope()));
        } else if (entry instanceof ListEntry.Pages pages) {
            fields.put("pages", pages.host().uriText() + pages.key().text()).put("scope", id(pages.scope()));
        } else if (entry instanceof ListEntry.Range range) {
            String first = Host.ofAddress(range.first()).text();
            fields.put("range", first + "-" + Host.ofAddress(range.last()).text());
        } else if (entry instanceof ListEntry.Expression expression) {
            fields.put("expression", expression.pattern());
        }
    }

    static ListEntry entry(JsonNode node) throws EntrySyntaxException {
        Optional<String> name = text(node, "name");
        Optional<String> pages = text(node, "pages");
        Optional<String> range = text(node, "range");
        Optional<String> expression = text(node, "expression");
        if (Stream.of(name, pages, range, expression)
                        .filter(Optional::isPresent)
                        .count()
                != 1) {
            throw new EntrySyntaxException("not one of name, pages, range and expression");
        }
        Scope scope = constant(node, "scope", Scope.NAME_AND_BELOW);
        if (name.isPresent()) {
            return name(name.get(), scope);
        }
        if (pages.isPresent()) {
            return pages(pages.get(), scope, isLowerCase(node));
        }
        return range.isPresent() ? range(range.get()) : expression(expression.orElseThrow());
    }

    static boolean isLowerCase(JsonNode node) {
        return node.path("lowerCase").asBoolean();
    }

    private static ListEntry name(String text, Scope scope) throws EntrySyntaxException {
        try {
            Host host = Host.parse(Host.parseLenient(text).uriText());
            return new ListEntry.Name(host, host.isAddress() ? Scope.EXACT : scope);
        } catch (HostSyntaxException e) {
            throw new EntrySyntaxException(String.valueOf(e.getMessage()));
        }
    }

    private static ListEntry pages(String text, Scope scope, boolean isLowerCase) throws EntrySyntaxException {
        try {
            PageAddress address = PageAddress.parse(text);
            if (!address.problem().isEmpty()) {
                throw new EntrySyntaxException(address.problem());
            }
            if (!address.hasPath() || !address.host().fitsDns()) {
                throw new EntrySyntaxException("pages without a path");
            }
            if (isLowerCase && address.hasCapitals()) {
                throw new EntrySyntaxException("capital letters in pages said to be lowerCase");
            }
            Scope held = address.host().isAddress() ? Scope.EXACT : scope;
            return new ListEntry.Pages(address.host(), held, address.key());
        } catch (UrlSyntaxException e) {
            throw new EntrySyntaxException(String.valueOf(e.getMessage()));
        }
    }

    private static ListEntry range(String text) throws EntrySyntaxException {
        AddressRange range = AddressRange.of(text);
        if (range == null) {
            throw new EntrySyntaxException("no address, prefix or range");
        }
        return new ListEntry.Range(range.first(), range.last());
    }

    private static ListEntry expression(String pattern) throws EntrySyntaxException {
        String problem = ExpressionsReader.problem(pattern);
        if (!problem.isEmpty()) {
            throw new EntrySyntaxException(problem);
        }
        return new ListEntry.Expression(pattern);
    }

    static Optional<String> text(JsonNode node, String field) throws EntrySyntaxException {
        JsonNode value = node.get(field);
        if (value == null) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new EntrySyntaxException("field that is no text: " + field);
        }
        return Optional.of(value.textValue());
    }

    static <T extends Enum<T>> T constant(JsonNode node, String field, T assumed) throws EntrySyntaxException {
        Optional<String> id = text(node, field);
        if (id.isEmpty()) {
            return assumed;
        }
        return Arrays.stream(assumed.getDeclaringClass().getEnumConstants())
                .filter(constant -> id(constant).equals(id.get()))
                .findFirst()
                .orElseThrow(() -> new EntrySyntaxException("value that is not known: " + field));
    }

    static String id(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
