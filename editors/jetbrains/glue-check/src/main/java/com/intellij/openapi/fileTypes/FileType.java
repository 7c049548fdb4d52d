// Stands for com.intellij.openapi.fileTypes.FileType: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 03073c1, an older one.
package com.intellij.openapi.fileTypes;

import org.jetbrains.annotations.NotNull;

public interface FileType {
    @NotNull String getName();
}
