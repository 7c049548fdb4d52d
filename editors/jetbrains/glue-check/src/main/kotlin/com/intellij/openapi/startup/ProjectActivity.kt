// Stands for com.intellij.openapi.startup.ProjectActivity: IntelliJ Platform 253 (2025.3), see glue-check/README.md.
package com.intellij.openapi.startup

import com.intellij.openapi.project.Project

interface ProjectActivity {
    suspend fun execute(project: Project)
}
