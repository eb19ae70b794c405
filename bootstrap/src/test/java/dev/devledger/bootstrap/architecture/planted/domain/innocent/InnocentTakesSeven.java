package dev.devledger.bootstrap.architecture.planted.domain.innocent;

enum InnocentTakesSeven {
    ONE(1, 2, 3, 4, 5, 6, 7);

    @SuppressWarnings("UnusedVariable") // only their number matters
    InnocentTakesSeven(int a, int b, int c, int d, int e, int f, int g) {}

    record InnocentWithEight(int a, int b, int c, int d, int e, int f, int g, int h) {}
}
