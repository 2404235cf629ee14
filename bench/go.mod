module kubestats.io/bench

go 1.25
