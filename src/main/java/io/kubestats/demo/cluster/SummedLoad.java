package io.kubestats.demo.cluster;

/** The sum of two loads. */
record SummedLoad(Load one, Load other) implements Load {
    @Override
    public double level(long second) {
        return one.level(second) + other.level(second);
    }

    @Override
    public double total(long second) {
        return one.total(second) + other.total(second);
    }

    @Override
    public double peak() {
        return one.peak() + other.peak();
    }
}
