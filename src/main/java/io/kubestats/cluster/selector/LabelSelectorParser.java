package io.kubestats.cluster.selector;

import io.kubestats.cluster.selector.LabelRequirement.Operator;
import io.kubestats.cluster.selector.SelectorTokens.Token;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A parser for one label selector; {@code in} and {@code notin} are operators only where the grammar expects one. Not
 * thread-safe.
 */
final class LabelSelectorParser {
    private static final String BINARY_OPERATORS = "in, notin, =, ==, !=, gt, lt";

    private final SelectorTokens tokens;

    LabelSelectorParser(String text) {
        this.tokens = SelectorTokens.of(text);
    }

    /** Returns all requirements in the order of the text, in a mutable list. */
    List<LabelRequirement> parse() throws SelectorSyntaxException {
        List<LabelRequirement> requirements = new ArrayList<>();
        Token first = tokens.peek();
        if (first.isEnd()) {
            return requirements;
        }
        if (!beginsRequirement(first)) {
            throw expected(first, ", expected: !, identifier, or 'end of string'");
        }
        while (true) {
            requirements.add(requirement());
            Token after = tokens.take();
            if (after.isEnd()) {
                return requirements;
            }
            if (!after.is(",")) {
                throw expected(after, ", expected: ',' or 'end of string'");
            }
            if (!beginsRequirement(tokens.peek())) {
                throw expected(tokens.peek(), ", expected: identifier after ','");
            }
        }
    }

    private static boolean beginsRequirement(Token token) {
        return token.isWord() || token.is("!");
    }

    private LabelRequirement requirement() throws SelectorSyntaxException {
        boolean negated = tokens.peek().is("!");
        if (negated) {
            tokens.take();
        }
        String key = key();
        if (negated) {
            return new LabelRequirement(key, Operator.DOES_NOT_EXIST, List.of());
        }
        if (tokens.peek().isEnd() || tokens.peek().is(",")) {
            return new LabelRequirement(key, Operator.EXISTS, List.of());
        }
        Operator operator = operator();
        boolean hasList = operator == Operator.IN || operator == Operator.NOT_IN;
        List<String> values = hasList ? valueList() : List.of(singleValue());
        checkValues(key, operator, values);
        return new LabelRequirement(key, operator, values);
    }

    private String key() throws SelectorSyntaxException {
        Token token = tokens.take();
        if (!token.isWord()) {
            throw unparsable(found(token, ", expected: identifier"));
        }
        List<String> faults = LabelRules.faultsOfKey(token.text());
        if (!faults.isEmpty()) {
            throw unparsable("<nil>: Invalid value: " + quoted(token.text()) + ": " + String.join("; ", faults));
        }
        return token.text();
    }

    private Operator operator() throws SelectorSyntaxException {
        Token token = tokens.take();
        return switch (token.text()) {
            case "in" -> Operator.IN;
            case "notin" -> Operator.NOT_IN;
            case "=" -> Operator.EQUALS;
            case "==" -> Operator.DOUBLE_EQUALS;
            case "!=" -> Operator.NOT_EQUALS;
            case ">" -> Operator.GREATER_THAN;
            case "<" -> Operator.LESS_THAN;
            default -> throw unparsable(found(token, ", expected: " + BINARY_OPERATORS));
        };
    }

    private String singleValue() throws SelectorSyntaxException {
        if (tokens.peek().isEnd() || tokens.peek().is(",")) {
            return "";
        }
        Token token = tokens.take();
        if (!token.isWord()) {
            throw unparsable(found(token, ", expected: identifier"));
        }
        return token.text();
    }

    private List<String> valueList() throws SelectorSyntaxException {
        Token open = tokens.take();
        if (!open.is("(")) {
            throw unparsable(found(open, " expected: '('"));
        }
        Token first = tokens.peek();
        if (!first.isWord() && !first.is(",") && !first.is(")")) {
            throw unparsable(found(first, ", expected: ',', ')' or identifier"));
        }
        SortedSet<String> values = new TreeSet<>();
        boolean more = true;
        while (more) {
            values.add(listedValue());
            Token after = tokens.take();
            if (!after.is(",") && !after.is(")")) {
                throw unparsable(found(after, ", expected: ',' or ')'"));
            }
            more = after.is(",");
        }
        return List.copyOf(values);
    }

    private String listedValue() throws SelectorSyntaxException {
        Token token = tokens.peek();
        if (token.is(",") || token.is(")")) {
            return "";
        }
        tokens.take();
        if (!token.isWord()) {
            throw unparsable(found(token, ", expected: ',', or identifier"));
        }
        return token.text();
    }

    private static void checkValues(String key, Operator operator, List<String> values) throws SelectorSyntaxException {
        List<String> faults = new ArrayList<>();
        boolean wantsInteger = operator == Operator.GREATER_THAN || operator == Operator.LESS_THAN;
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (wantsInteger && LabelRules.integer(value).isEmpty()) {
                faults.add(
                        invalid("values[" + i + "]", value) + "for 'Gt', 'Lt' operators, the value must be an integer");
            }
            List<String> rules = LabelRules.faultsOfValue(value);
            if (!rules.isEmpty()) {
                faults.add(invalid("values[" + i + "][" + key + "]", value) + String.join("; ", rules));
            }
        }
        if (!faults.isEmpty()) {
            throw unparsable(faults.size() == 1 ? faults.get(0) : "[" + String.join(", ", faults) + "]");
        }
    }

    private static String invalid(String path, String value) {
        return path + ": Invalid value: " + quoted(value) + ": ";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String found(Token token, String rest) {
        return "found '" + token.text() + "'" + rest;
    }

    private static SelectorSyntaxException expected(Token token, String rest) {
        return new SelectorSyntaxException(found(token, rest));
    }

    private static SelectorSyntaxException unparsable(String reason) {
        return new SelectorSyntaxException("unable to parse requirement: " + reason);
    }
}
