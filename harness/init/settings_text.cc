// SPDX-License-Identifier: MIT
#include "init/settings_text.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>

#include "init/env_variables.h"
#include "server/installation.h"
#include "support/file.h"
#include "support/text.h"

namespace pgstair::init {

namespace {

namespace fs = std::filesystem;

/// In TOML's quotes, which JSON's are as well.
std::string quoted(const std::string& text) { return nlohmann::json(text).dump(); }

std::string as_list(const std::vector<std::string>& texts) { return nlohmann::json(texts).dump(); }

bool is_dump(const fs::path& path) {
  constexpr std::size_t enough_bytes = 200;
  return read_file(path).substr(0, enough_bytes).find("-- PostgreSQL database dump") !=
         std::string::npos;
}

/// The text of one pgstair.toml, part after part.
class SettingsText {
 public:
  SettingsText(const FoundChain& chain, const fs::path& folder, const ServerFiles& server)
      : chain_(chain), folder_(folder), server_(server) {}

  std::string text() {
    line("# Written by `pgstair init` from what is in these folders. Every line may be changed or");
    line("# removed; a line that begins with # is a proposal. All settings: docs/configuration.md");
    line("");
    say_chain();
    say_model();
    say_server();
    say_surroundings();
    say_placeholders();
    say_rest();
    return text_;
  }

 private:
  void line(const std::string& text) { text_ += text + '\n'; }

  /// A path as it is written in the file.
  std::string from_here(const fs::path& path) const {
    const auto relative = path.lexically_relative(folder_);
    return (relative.empty() ? path : relative).string();
  }

  void say_chain() {
    line("# What is known of it: " + chain_.reason + ".");
    if (!chain_.runner.name.empty()) return say_commands(chain_.runner, "");
    if (!chain_.unreadable.empty()) return say_unreadable();
    if (chain_.format == "alembic") return say_alembic();
    const auto chain = from_here(chain_.folder);
    if (chain != ".") line("chain = " + quoted(chain));
    line("format = " + quoted(chain_.format));
  }

  void say_commands(const OtherRunner& runner, const std::string& margin) {
    line(margin + "# They are run here, with the disposable database in DATABASE_URL and PGHOST.");
    commands_ = "\n" + margin + "[commands]\n" + margin + "list = " + quoted(runner.list) + "\n" +
                margin + "upgrade = " + quoted(runner.upgrade) + "\n";
    if (!runner.downgrade.empty())
      commands_ += margin + "downgrade = " + quoted(runner.downgrade) + "\n";
  }

  void say_unreadable() {
    for (const auto one : lines(chain_.unreadable)) line("# " + std::string(trim(one)));
    say_commands(
        {"", "ls " + from_here(chain_.folder), "TOOL up {revision}", "TOOL down {revision}"}, "# ");
  }

  void say_alembic() {
    const auto config = from_here(chain_.config);
    if (config != "alembic.ini" && config != "pyproject.toml") line("config = " + quoted(config));
    const auto python = folder_ / ".venv" / "bin" / "python";
    std::error_code ignored;
    const bool is_beside = fs::exists(chain_.folder / ".venv", ignored);
    if (!is_beside && fs::exists(python, ignored)) {
      line("python = \".venv/bin/python\"");
    } else if (!is_beside) {
      const bool has_uv = fs::exists(chain_.folder / "uv.lock", ignored);
      const bool has_poetry = fs::exists(chain_.folder / "poetry.lock", ignored);
      const std::string how = has_uv       ? "uv run python"
                              : has_poetry ? "poetry run python"
                                           : ".venv/bin/python";
      line(std::string(has_uv || has_poetry ? "" : "# ") + "python = " + quoted(how) +
           "   # default: $VIRTUAL_ENV, then .venv or venv, then python3");
    }
    for (const auto& variable : env_variables(chain_.config))
      environment_ += variable.name + " = " + quoted(variable.value) + "\n";
  }

  /// A dump that lies where the tools put one: dbmate's db/schema.sql, Rails's structure.sql.
  std::optional<fs::path> dump() const {
    std::vector<fs::path> places{chain_.folder.parent_path(), folder_, folder_ / "db"};
    for (const auto& place : places) {
      for (const char* name : {"schema.sql", "structure.sql"}) {
        std::error_code ignored;
        const auto path = (place / name).lexically_normal();
        const auto relative = path.lexically_relative(folder_);
        const bool is_below = !relative.empty() && *relative.begin() != "..";
        if (is_below && fs::is_regular_file(path, ignored) && is_dump(path)) return path;
      }
    }
    return std::nullopt;
  }

  /// A command that makes the model of a tool that has one in a language of its own.
  std::string model_command() const {
    constexpr std::string_view into_database = " | psql -v ON_ERROR_STOP=1 \"$DATABASE_URL\"";
    if (chain_.format == "prisma")
      return "npx prisma migrate diff --from-empty --to-schema-datamodel " +
             from_here(chain_.folder.parent_path() / "schema.prisma") + " --script" +
             std::string(into_database);
    if (chain_.format == "drizzle") return "npx drizzle-kit export" + std::string(into_database);
    return {};
  }

  void say_model() {
    line("");
    line("# The schema that the chain has to make; the one that it makes is compared with it.");
    if (chain_.format == "alembic") {
      line("# model = [\"metadata\"]                # the default: target_metadata of env.py");
    } else if (const auto found = dump()) {
      line("model = [" + quoted(from_here(*found)) + "]   # a dump by pg_dump");
    } else {
      line(
          "# model = [\"schema/*.sql\"]            # SQL files, a dump by pg_dump, or a database's "
          "URL");
      const auto command = model_command();
      if (!command.empty()) line("# model-command = " + quoted(command));
    }
  }

  void say_server() {
    line("");
    const auto& image = server_.image;
    if (!image)
      return line(
          "# pg = \"16\"                            # default: the newest that is installed");
    const auto all = server::find_installations();
    const bool is_here = std::ranges::any_of(
        all, [&](const server::Installation& one) { return one.major == image->major; });
    line("# " + to_string(image->location) + " names " + image->image +
         (is_here ? "." : ". That version is not installed here: docs/install.md"));
    line((is_here ? "pg = \"" : "# pg = \"") + std::to_string(image->major) + "\"");
    const bool is_plain = image->image.starts_with("postgres:");
    if (!is_plain) {
      line(
          "# If extensions of that image are missing here, let pgstair use a server that has "
          "them:");
      line("# server = \"postgresql://postgres@localhost/postgres\"");
    }
  }

  void say_surroundings() {
    line("");
    line("# What is in the database before the first revision: extensions, roles, schemas.");
    std::vector<std::string> patterns;
    for (const auto& files : server_.init) {
      const fs::path path(files.pattern);
      const auto relative = path.lexically_relative(folder_);
      const bool is_the_chain = path.parent_path() == chain_.folder;
      if (is_the_chain || relative.empty() || *relative.begin() == "..") continue;
      line("# " + to_string(files.location) + " gives it to the server:");
      patterns.push_back(relative.string());
    }
    line(patterns.empty() ? "# init = [\"init.sql\"]" : "init = " + as_list(patterns));
    if (chain_.schemas.empty()) return;
    line("");
    std::string flags;
    for (const auto& schema : chain_.schemas) flags += " -n " + schema;
    line("# The chain names tables of " + join(chain_.schemas, ", ") +
         " and makes none there: they");
    line("# are somebody else's. A dump of their definitions stands for them:");
    line("#   pg_dump --schema-only" + flags + " \"$PRODUCTION_URL\" > neighbours.sql");
    line("# neighbours = [\"neighbours.sql\"]");
  }

  void say_placeholders() {
    if (chain_.placeholders.empty()) return;
    line("");
    line("# These stand in the texts; without a value their revisions are not checked.");
    constexpr std::size_t most = 10;
    for (std::size_t i = 0; i < std::min(most, chain_.placeholders.size()); ++i)
      line("#   " + chain_.placeholders[i]);
    line("# [placeholders]");
    line("# owner = \"app_owner\"");
  }

  void say_rest() {
    line("");
    line("# role = \"app_owner\"                    # who deploys, if that is no superuser");
    line("# probe = true                          # show every constraint a row that violates it");
    if (!environment_.empty())
      text_ += "\n[environment]                           # env.py asks for them\n" + environment_;
    text_ += commands_;
    line("");
    line("# [rows]                                # walk with rows in the tables: docs/rows.md");
    line("# per-table = 100");
  }

  const FoundChain& chain_;
  const fs::path& folder_;
  const ServerFiles& server_;
  std::string text_;
  std::string environment_;  ///< tables come last in TOML
  std::string commands_;
};

}  // namespace

std::string settings_text(const FoundChain& chain, const fs::path& folder,
                          const ServerFiles& server) {
  return SettingsText(chain, folder, server).text();
}

}  // namespace pgstair::init
