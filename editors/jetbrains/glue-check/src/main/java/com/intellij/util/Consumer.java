// Stands for com.intellij.util.Consumer: IntelliJ Platform 253 (2025.3), platform/util, read at commit 33ab106.
package com.intellij.util;

public interface Consumer<T> {
    void consume(T t);
}
