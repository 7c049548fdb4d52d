// Stands for com.intellij.openapi.fileTypes.FileType: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.fileTypes;

import org.jetbrains.annotations.NotNull;

public interface FileType {
    @NotNull String getName();
}
