// Stands for com.intellij.openapi.project.ProjectManager: IntelliJ Platform 253 (2025.3), platform/projectModel-api, read at commit 03980ad, an older one.
package com.intellij.openapi.project;

import org.jetbrains.annotations.NotNull;

public abstract class ProjectManager {
    public static ProjectManager getInstance() { throw new AssertionError(); }

    public abstract Project @NotNull [] getOpenProjects();
}
