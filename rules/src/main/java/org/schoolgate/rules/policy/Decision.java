package org.schoolgate.rules.policy;

import java.util.function.Function;

/** What is done with one exchange, and why. Complete: whoever acts on it or reports it never asks the policy again. */
public sealed interface Decision {
    /** What settled it; a default is a rule too, so there always is one. */
    Reason reason();

    /** Takes the branch that applies. Java 17 does not check a switch over a sealed type; this does, at every caller. */
    <R> R match(Function<Allow, R> allow, Function<Block, R> block);

    /** As written in records and answers. */
    Action action();

    /** Whether it would be a block, and observe mode lets it through; the reason is that of the block. */
    default boolean isObserved() {
        return false;
    }

    /** The exchange goes on to the origin. */
    record Allow(Reason reason, boolean isObserved) implements Decision {
        Allow(Reason reason) {
            this(reason, false);
        }

        @Override
        public <R> R match(Function<Allow, R> allow, Function<Block, R> block) {
            return allow.apply(this);
        }

        @Override
        public Action action() {
            return Action.ALLOW;
        }
    }

    /** Answered in the origin's place; the origin is never contacted. */
    record Block(Reason reason) implements Decision {
        @Override
        public <R> R match(Function<Allow, R> allow, Function<Block, R> block) {
            return block.apply(this);
        }

        @Override
        public Action action() {
            return Action.BLOCK;
        }
    }
}
