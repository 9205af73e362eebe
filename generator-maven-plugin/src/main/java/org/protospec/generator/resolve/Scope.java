package org.protospec.generator.resolve;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.protospec.generator.ast.Name;
import org.protospec.generator.model.Expr;
import org.protospec.generator.model.Type;

/** The names that an expression can use beside constants and enums. */
interface Scope {

    /** No names at all. */
    Scope EMPTY = new Scope() {
        @Override
        public Optional<Expr> lookup(Name name) {
            return Optional.empty();
        }

        @Override
        public Collection<String> names() {
            return List.of();
        }

        @Override
        public String kinds() {
            return "constant";
        }
    };

    /** What a name stands for, mistakes in its use reported; empty if this scope does not know it. */
    Optional<Expr> lookup(Name name);

    /** All names that could be used. */
    Collection<String> names();

    /** What the names stand for, in words: {@code field, let or parameter}. */
    String kinds();

    /** The type of {@code it}, if there is one. */
    default Optional<Type> it() {
        return Optional.empty();
    }

    /** Whether the expression stands in a message, of which some bytes have been read. */
    default boolean inMessage() {
        return false;
    }

    /** This scope where a condition holds: what the condition has found to be there is not optional in it. */
    default Scope given(Expr condition) {
        Presence presence = Presence.none();
        presence.assume(condition);
        return new Within(this, it()) {
            @Override
            public Expr known(Expr value) {
                return super.known(presence.known(value));
            }
        };
    }

    /** This scope as if no condition had found anything to be there. */
    default Scope unassuming() {
        return new Within(this, it()) {
            @Override
            public Expr known(Expr value) {
                return value;
            }
        };
    }

    /** The value that a name or a path stands for, not optional where it is known to be there. */
    default Expr known(Expr value) {
        return value;
    }

    /** This scope with an {@code it}, if it takes one. */
    default Scope withIt(Type type) {
        return takesIt() ? new Within(this, Optional.of(type)) : this;
    }

    /** Whether expressions in it may speak of {@code it}. */
    default boolean takesIt() {
        return true;
    }

    /** A scope in another one, which knows all that the other one does. */
    class Within implements Scope {
        private final Scope outer;
        private final Optional<Type> it;

        private Within(Scope outer, Optional<Type> it) {
            this.outer = outer;
            this.it = it;
        }

        @Override
        public Optional<Expr> lookup(Name name) {
            return outer.lookup(name);
        }

        @Override
        public Collection<String> names() {
            return outer.names();
        }

        @Override
        public String kinds() {
            return outer.kinds();
        }

        @Override
        public boolean inMessage() {
            return outer.inMessage();
        }

        @Override
        public Expr known(Expr value) {
            return outer.known(value);
        }

        @Override
        public boolean takesIt() {
            return outer.takesIt();
        }

        @Override
        public Optional<Type> it() {
            return it;
        }
    }
}
