// Stands for com.intellij.openapi.Disposable: IntelliJ Platform 253 (2025.3), platform/util, read at commit 07e9a2c.
package com.intellij.openapi;

public interface Disposable {
    void dispose();
}
