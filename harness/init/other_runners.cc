// SPDX-License-Identifier: MIT
#include "init/other_runners.h"

#include <algorithm>
#include <array>

#include "support/text.h"

namespace pgstair::init {

namespace {

namespace fs = std::filesystem;

/// A tool as its files show it.
struct KnownRunner {
  OtherRunner commands;              ///< FOLDER in them is that of the migrations
  std::vector<std::string> beside;   ///< one of these is in the folder that commands are run in
  std::vector<std::string> endings;  ///< of the migrations' names, which begin with digits
};

/// The first whose files are there counts.
const std::vector<KnownRunner>& known_runners() {
  static const std::vector<KnownRunner> all{
      {{"Rails", "ls FOLDER | sed 's/_.*//'", "bin/rails db:migrate:up VERSION={revision}",
        "bin/rails db:migrate:down VERSION={revision}"},
       {"bin/rails", "Rakefile"},
       {".rb"}},
      {{"Django", "python manage.py showmigrations --plan | sed 's/^\\[.\\] *//'",
        "r={revision}; python manage.py migrate \"${r%%.*}\" \"${r#*.}\"", ""},
       {"manage.py"},
       {".py"}},
      {{"Ecto", "ls FOLDER | sed -n 's/^\\([0-9]*\\)_.*/\\1/p'", "mix ecto.migrate --to {revision}",
        "mix ecto.rollback --to {revision}"},
       {"mix.exs"},
       {".exs"}},
      {{"Knex", "ls FOLDER", "npx knex migrate:up {revision}", "npx knex migrate:down {revision}"},
       {"knexfile.js", "knexfile.ts", "knexfile.cjs", "knexfile.mjs"},
       {".js", ".ts", ".cjs", ".mjs"}},
      {{"Sequelize", "ls FOLDER",
        "npx sequelize-cli db:migrate --to {revision} --url \"$DATABASE_URL\"",
        "npx sequelize-cli db:migrate:undo --name {revision} --url \"$DATABASE_URL\""},
       {".sequelizerc"},
       {".js", ".cjs"}},
      {{"Laravel", "ls FOLDER", "php artisan migrate --force --path=FOLDER/{revision}",
        "php artisan migrate:rollback --force --path=FOLDER/{revision}"},
       {"artisan"},
       {".php"}},
  };
  return all;
}

bool is_migration_in_code(const std::string& name, const KnownRunner& runner) {
  return !name.empty() && name.front() >= '0' && name.front() <= '9' &&
         std::ranges::any_of(runner.endings,
                             [&](const std::string& ending) { return name.ends_with(ending); });
}

/// The nearest folder, this or above, that has one of the files; at most four levels up.
std::optional<fs::path> folder_with(const std::vector<std::string>& files, fs::path at) {
  constexpr int most_levels = 4;
  for (int level = 0; level <= most_levels; ++level) {
    for (const auto& file : files) {
      std::error_code ignored;
      if (fs::is_regular_file(at / file, ignored)) return at.empty() ? fs::path(".") : at;
    }
    if (at.empty() || at == ".") return std::nullopt;
    at = at.parent_path();
  }
  return std::nullopt;
}

std::string in_folder(const std::string& command, const fs::path& folder) {
  return replace_all(command, "FOLDER", folder.string());
}

}  // namespace

std::optional<FoundChain> runners_chain(const ProjectFolder& folder) {
  for (const auto& runner : known_runners()) {
    const auto count = std::ranges::count_if(
        folder.files, [&](const std::string& name) { return is_migration_in_code(name, runner); });
    if (count == 0) continue;
    const auto home = folder_with(runner.beside, folder.path);
    if (!home) continue;
    const auto migrations = folder.path.lexically_relative(*home);
    FoundChain chain;
    chain.folder = folder.path;
    chain.home = *home;
    chain.runner = {runner.commands.name, in_folder(runner.commands.list, migrations),
                    in_folder(runner.commands.upgrade, migrations),
                    in_folder(runner.commands.downgrade, migrations)};
    chain.revisions = static_cast<std::size_t>(count);
    chain.reason = "code of " + runner.commands.name + ", which has to run it itself";
    return chain;
  }
  return std::nullopt;
}

}  // namespace pgstair::init
