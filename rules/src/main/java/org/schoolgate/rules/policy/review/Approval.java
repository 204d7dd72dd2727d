package org.schoolgate.rules.policy.review;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * Whether changes of the policy may be put in force. What tightens or decides nothing needs nobody besides its author. What
 * loosens needs a second person: the safeguarding lead, a deputy, the head or another senior leader, and never the author;
 * persons are counted, not what they are. The network manager alone may have a single host unblocked that is outside the
 * categories of risk, and open what belongs to the network; of the former the safeguarding lead is told.
 */
public sealed interface Approval {
    /** Decides; a pure function of what was changed and who signed. */
    static Approval of(List<Change> changes, Signatory author, Collection<Signatory> approvers) {
        if (author.offices().isEmpty()) {
            return new Missing(
                    "an author who may change the policy: the network manager, or whoever may approve it", changes);
        }
        List<Change> open =
                changes.stream().filter(change -> !mayAlone(author, change)).toList();
        boolean isApproved = approvers.stream()
                .anyMatch(approver -> !approver.person().equals(author.person()) && approver.mayApprove());
        return open.isEmpty() || isApproved
                ? new Allowed(toTell(changes))
                : new Missing(missing(author, approvers), open);
    }

    private static boolean mayAlone(Signatory author, Change change) {
        return !change.isLoosening() || author.is(Office.NETWORK_MANAGER) && !change.needsSecondPerson();
    }

    private static List<Change> toTell(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.isLoosening() && change.kind() == ChangeKind.HOST)
                .toList();
    }

    private static String missing(Signatory author, Collection<Signatory> approvers) {
        List<String> why = new ArrayList<>();
        for (Signatory approver : approvers) {
            why.add(
                    approver.person().equals(author.person())
                            ? approver.person() + " is the author"
                            : approver.person() + " may not approve");
        }
        String second =
                "a second person: the safeguarding lead, a deputy, the head or another senior leader, other than the author";
        return why.isEmpty() ? second : second + " (" + String.join(", ", why) + ")";
    }

    <R> R match(Function<Allowed, R> allowed, Function<Missing, R> missing);

    /** @param toTell what the safeguarding lead is to be told of, in a digest: single hosts that were unblocked */
    record Allowed(List<Change> toTell) implements Approval {
        public Allowed {
            toTell = List.copyOf(toTell);
        }

        @Override
        public <R> R match(Function<Allowed, R> allowed, Function<Missing, R> missing) {
            return allowed.apply(this);
        }
    }

    /**
     * @param what has to be there besides, in words
     * @param because of these changes
     */
    record Missing(String what, List<Change> because) implements Approval {
        public Missing {
            because = List.copyOf(because);
        }

        @Override
        public <R> R match(Function<Allowed, R> allowed, Function<Missing, R> missing) {
            return missing.apply(this);
        }
    }
}
