// Stands for com.intellij.openapi.project.Project: IntelliJ Platform 253 (2025.3), platform/core-api, read at commit 08aa0aa.
package com.intellij.openapi.project;

import com.intellij.openapi.components.ComponentManager;
import org.jetbrains.annotations.NotNull;
import org.jetbrains.annotations.Nullable;

public interface Project extends ComponentManager {
    @NotNull String getName();

    @Nullable String getBasePath();
}
