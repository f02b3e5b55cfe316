package dev.accountrisk.badhouse.reconcile.pile;

/** With those below it, more classes than a package may hold. */
final class Heap {}

final class Heap01 {}

final class Heap02 {}

final class Heap03 {}

final class Heap04 {}

final class Heap05 {}

final class Heap06 {}

final class Heap07 {}

final class Heap08 {}

final class Heap09 {}

final class Heap10 {}

final class Heap11 {}

final class Heap12 {}

final class Heap13 {}

final class Heap14 {}

final class Heap15 {}

final class Heap16 {}

final class Heap17 {}

final class Heap18 {}

final class Heap19 {}

final class Heap20 {}

final class Heap21 {}

final class Heap22 {}

final class Heap23 {}

final class Heap24 {}

final class Heap25 {}

final class Heap26 {}
