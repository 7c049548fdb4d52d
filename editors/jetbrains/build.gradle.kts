// Builds the same sources against the real IDE and LSP4IJ: `gradle buildPlugin`, `gradle runIde`, `gradle verifyPlugin`.
// Not run by us yet: the machines that build Caro reach Maven Central only.

plugins {
    id("org.jetbrains.kotlin.jvm") version "2.2.20"
    id("org.jetbrains.intellij.platform") version "2.19.0"
}

group = "sh.caro"
version = "0.1.0"

repositories {
    mavenCentral()
    intellijPlatform { defaultRepositories() }
}

dependencies {
    intellijPlatform {
        intellijIdea("2025.3")
        bundledPlugin("org.jetbrains.plugins.terminal")
        // It brings lsp4j along.
        plugin("com.redhat.devtools.lsp4ij", "0.20.0")
        pluginVerifier()
    }
    testImplementation("org.junit.jupiter:junit-jupiter:5.14.4")
    testRuntimeOnly("org.junit.platform:junit-platform-launcher:1.14.4")
}

kotlin {
    jvmToolchain(21)
    compilerOptions { allWarningsAsErrors = true }
}

sourceSets {
    main {
        kotlin.setSrcDirs(listOf("protocol/src/main/kotlin", "glue/src/main/kotlin"))
        resources.setSrcDirs(listOf("protocol/src/main/resources", "glue/src/main/resources"))
    }
    test { kotlin.setSrcDirs(listOf("protocol/src/test/kotlin", "glue/src/test/kotlin")) }
}

intellijPlatform {
    pluginConfiguration {
        ideaVersion {
            sinceBuild = "253"
            untilBuild = provider { null }
        }
    }
    pluginVerification { ides { recommended() } }
}

tasks {
    processResources {
        from("../../docs/settings.schema.json") { into("caro") }
    }
    test {
        useJUnitPlatform()
        systemProperty("repository.root", rootDir.resolve("../..").canonicalPath)
        systemProperty("java.awt.headless", "true")
    }
}
