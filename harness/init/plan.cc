// SPDX-License-Identifier: MIT
#include "init/plan.h"

#include <algorithm>

#include "init/server_files.h"
#include "init/settings_text.h"
#include "support/contains.h"

namespace pgstair::init {

namespace {

namespace fs = std::filesystem;

bool is_in(const fs::path& folder, const fs::path& above) {
  const auto below = folder.lexically_relative(above);
  return !below.empty() && *below.begin() != "..";
}

fs::path folder_above(const fs::path& folder) {
  const auto above = folder.parent_path();
  return above.empty() ? fs::path(".") : above;
}

/// Commands are run in the folder of their pgstair.toml; any other chain's may stand higher.
fs::path place_of(const FoundChain& chain, const std::vector<const FoundChain*>& all,
                  const fs::path& root) {
  fs::path place = chain.home;
  if (!chain.runner.name.empty()) return place;
  while (place != root && is_in(place, root)) {
    const auto above = folder_above(place);
    const bool is_shared = std::ranges::any_of(
        all, [&](const FoundChain* other) { return other != &chain && is_in(other->home, above); });
    if (is_shared) break;
    place = above;
  }
  return place;
}

/// "" for the current folder, " services/a" for another.
std::string argument_for(const PlannedFile& file) {
  const auto folder = file.path.parent_path();
  return folder.empty() || folder == "." ? "" : " " + folder.string();
}

}  // namespace

std::vector<PlannedFile> planned_files(const fs::path& root, const std::vector<FoundChain>& chains,
                                       const std::vector<ProjectFolder>& folders) {
  std::vector<const FoundChain*> wanted;
  for (const auto& chain : chains) {
    if (chain.left_out.empty()) wanted.push_back(&chain);
  }
  const auto server = server_files(folders);
  std::vector<PlannedFile> files;
  for (const auto* chain : wanted) {
    const auto place = place_of(*chain, wanted, root);
    const auto path = (place / "pgstair.toml").lexically_normal();
    if (std::ranges::find(files, path, &PlannedFile::path) == files.end())
      files.push_back({path, settings_text(*chain, place, server), chain});
  }
  return files;
}

CiSnippet ci_snippet(const fs::path& root, const std::vector<PlannedFile>& files) {
  const auto runs = [&](const std::string& margin) {
    std::string text;
    int number = 0;
    for (const auto& file : files) {
      const std::string report =
          files.size() == 1 ? "migrations.xml" : "migrations" + std::to_string(++number) + ".xml";
      text +=
          margin + "pgstair verify" + argument_for(file) + " --format junit -o " + report + "\n";
    }
    return text;
  };
  std::error_code ignored;
  if (fs::is_directory(root / ".github", ignored))
    return {".github/workflows/migrations.yml",
            "on: [pull_request]\n"
            "jobs:\n"
            "  migrations:\n"
            "    runs-on: ubuntu-latest\n"
            "    steps:\n"
            "      - uses: actions/checkout@v4\n"
            "      # install pgstair: its docs/install.md says how\n" +
                runs("      - run: ") +
                "      - uses: actions/upload-artifact@v4\n"
                "        if: always()\n"
                "        with: {name: migrations, path: migrations*.xml}\n"};
  if (fs::is_regular_file(root / ".gitlab-ci.yml", ignored))
    return {".gitlab-ci.yml",
            "migrations:\n"
            "  image: pgstair   # an image of its Dockerfile: docs/install.md\n"
            "  script:\n" +
                runs("    - ") +
                "  artifacts: {when: always, reports: {junit: migrations*.xml}}\n"};
  return {};
}

}  // namespace pgstair::init
