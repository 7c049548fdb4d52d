// Stands for com.intellij.util.Consumer: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.util;

@FunctionalInterface
public interface Consumer<T> {
    void consume(T t);
}
