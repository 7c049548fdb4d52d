// Stands for com.intellij.openapi.startup.ProjectActivity: IntelliJ Platform 253 (2025.3), platform/core-api StartupActivity.kt, read at commit 05fc593.
package com.intellij.openapi.startup

import com.intellij.openapi.project.Project

interface ProjectActivity {
    suspend fun execute(project: Project)
}
