// Stands for com.intellij.openapi.project.ProjectManager: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.project;

import org.jetbrains.annotations.NotNull;

public abstract class ProjectManager {
    public static ProjectManager getInstance() { throw new AssertionError(); }

    public abstract Project @NotNull [] getOpenProjects();
}
