// SPDX-License-Identifier: MIT
// Compose files and CI configurations are read line by line: of what YAML allows only `image: NAME`
// and `- HERE:THERE` are looked for, as everybody writes them.
#include "init/server_files.h"

#include <algorithm>
#include <array>

#include "chain/migration_folder.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::init {

namespace {

namespace fs = std::filesystem;

bool is_yaml(std::string_view name) { return name.ends_with(".yml") || name.ends_with(".yaml"); }

bool is_compose_file(std::string_view name) {
  return is_yaml(name) && (name.starts_with("docker-compose") || name.starts_with("compose"));
}

/// The CI configurations at the root; their folders are hidden ones.
std::vector<fs::path> ci_files(const fs::path& root) {
  std::vector<fs::path> found;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(root / ".github" / "workflows", ignored)) {
    if (is_yaml(entry.path().string())) found.push_back(entry.path().lexically_normal());
  }
  std::ranges::sort(found);
  for (const char* name : {".gitlab-ci.yml", ".circleci/config.yml"}) {
    if (fs::is_regular_file(root / name, ignored))
      found.push_back((root / name).lexically_normal());
  }
  return found;
}

/// A value as it stands behind `image:` or a dash, without quotes and what follows it.
std::string plain_value(std::string_view text) {
  text = trim(text);
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    text.remove_prefix(1);
    return std::string(text.substr(0, text.find_first_of("\"'")));
  }
  return std::string(text.substr(0, text.find_first_of(" \t#")));
}

/// Of `image: NAME`, `- image: NAME` and, in a list of services, `- NAME`.
std::string image_in(std::string_view line) {
  line = trim(line);
  if (line.starts_with("- ")) line = trim(line.substr(2));
  constexpr std::array<std::string_view, 2> keys{"image:", "name:"};
  for (const auto key : keys) {
    if (line.starts_with(key)) return plain_value(line.substr(key.size()));
  }
  return plain_value(line);
}

void read_images(const fs::path& file, std::optional<ServerImage>& found) {
  const std::string text = read_file(file);
  int number = 0;
  for (const auto line : lines(text)) {
    ++number;
    if (found) return;
    const std::string image = image_in(line);
    if (const auto major = major_of_image(image))
      found = ServerImage{*major, image, {file.string(), number}};
  }
}

/// "docker/init.sql" of `- ./docker/init.sql:/docker-entrypoint-initdb.d/1.sql:ro`.
void read_mounts(const fs::path& file, std::vector<InitFiles>& found) {
  constexpr std::string_view first_start = ":/docker-entrypoint-initdb.d";
  const std::string text = read_file(file);
  int number = 0;
  for (const auto line : lines(text)) {
    ++number;
    const auto at = line.find(first_start);
    if (at == std::string_view::npos || !trim(line).starts_with("- ")) continue;
    const auto source = plain_value(trim(trim(line.substr(0, at)).substr(2)));
    const auto path = (file.parent_path() / source).lexically_normal();
    std::error_code ignored;
    if (fs::is_directory(path, ignored)) {
      const auto all = chain::entries(path);
      if (std::ranges::any_of(all, [](const auto& e) { return e.name.ends_with(".sql"); }))
        found.push_back({(path / "*.sql").lexically_normal().string(), {file.string(), number}});
    } else if (path.extension() == ".sql" && fs::is_regular_file(path, ignored)) {
      found.push_back({path.string(), {file.string(), number}});
    }
  }
}

}  // namespace

std::optional<int> major_of_image(const std::string& image) {
  const auto colon = image.rfind(':');
  if (colon == std::string::npos) return std::nullopt;
  const std::string name = image.substr(0, colon);
  const bool is_postgres =
      std::ranges::any_of(std::array{"postgres", "postgis", "pgvector", "timescale"},
                          [&](const char* part) { return name.find(part) != std::string::npos; }) &&
      name.find_first_of(" {}$") == std::string::npos;
  if (!is_postgres) return std::nullopt;
  const std::string tag = image.substr(colon + 1);
  const auto pg = tag.rfind("pg");
  const auto digits =
      chain::leading_digits(std::string_view(tag).substr(pg == std::string::npos ? 0 : pg + 2));
  constexpr std::size_t most_digits = 2;
  if (digits.empty() || digits.size() > most_digits) return std::nullopt;
  return std::stoi(std::string(digits));
}

ServerFiles server_files(const std::vector<ProjectFolder>& folders) {
  ServerFiles found;
  for (const auto& folder : folders) {
    for (const auto& name : folder.files) {
      if (!is_compose_file(name)) continue;
      const auto file = (folder.path / name).lexically_normal();
      read_images(file, found.image);
      read_mounts(file, found.init);
    }
  }
  for (const auto& file : ci_files(folders.front().path)) read_images(file, found.image);
  return found;
}

}  // namespace pgstair::init
