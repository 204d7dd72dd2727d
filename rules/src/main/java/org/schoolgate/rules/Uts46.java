package org.schoolgate.rules;

import com.ibm.icu.text.IDNA;
import com.ibm.icu.text.IDNA.Error;
import com.ibm.icu.text.IDNA.Info;
import java.util.EnumSet;
import java.util.Set;

/**
 * The mapping of international names by UTS 46, as the WHATWG URL Standard asks for it: non-transitional, CheckHyphens
 * false, CheckBidi and CheckJoiners true, UseSTD3ASCIIRules and VerifyDnsLength false. A class of its own, so that the
 * tables of ICU are loaded by the first such name only, or when they are asked for.
 */
final class Uts46 {
    private static final IDNA MAPPING = IDNA.getUTS46Instance(
            IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ | IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.NONTRANSITIONAL_TO_UNICODE);

    /** What ICU reports with CheckHyphens and VerifyDnsLength, which it cannot switch off. */
    private static final Set<Error> TOLERATED = EnumSet.of(
            Error.EMPTY_LABEL,
            Error.LABEL_TOO_LONG,
            Error.DOMAIN_NAME_TOO_LONG,
            Error.LEADING_HYPHEN,
            Error.TRAILING_HYPHEN,
            Error.HYPHEN_3_4);

    private Uts46() {}

    /** Loads the tables, all that a name takes. */
    static void load() {
        StringBuilder mapped = new StringBuilder();
        MAPPING.nameToASCII("\u00fc.\u0645", mapped, new Info());
    }

    static String toAscii(String name) throws HostSyntaxException {
        StringBuilder mapped = new StringBuilder(name.length() + 16);
        Info info = new Info();
        MAPPING.nameToASCII(name, mapped, info);
        if (!TOLERATED.containsAll(info.getErrors())) {
            throw new HostSyntaxException("not a valid international name (UTS 46)");
        }
        return mapped.toString();
    }

    static String toUnicode(String name) {
        StringBuilder letters = new StringBuilder(name.length());
        Info info = new Info();
        MAPPING.nameToUnicode(name, letters, info);
        return TOLERATED.containsAll(info.getErrors()) ? letters.toString() : name;
    }
}
