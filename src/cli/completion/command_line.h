// SPDX-License-Identifier: MIT
#pragma once

#include <CLI/CLI.hpp>

#include <optional>
#include <string>
#include <vector>

/// The command line as a value, read once from what parses it: what `--help` shows is what the
/// manual page and the completions of each shell are printed from.
namespace pgstair::cli::completion {

/// What is to stand at a place. The word of `--help` decides: FILE, FOLDER, REVISION,
/// {one,of,these}.
struct Value {
  enum class Kind { any, file, folder, program, one_of };

  Kind kind = Kind::any;
  std::string word;                  ///< as in --help; empty for one_of
  std::vector<std::string> choices;  ///< of one_of
  std::string initial;               ///< what it is if nothing is given; may be empty
  bool several = false;
  bool required = false;
};

struct Option {
  std::vector<std::string> names;  ///< "-j", "--jobs"
  std::string description;
  std::optional<Value> value;  ///< none: a flag
};

/// An argument that stands by its place.
struct Argument {
  std::string name;
  std::string description;
  Value value;
};

struct CommandLine {
  std::vector<std::string> path;  ///< "pgstair", "ctest", "list"
  std::string description;
  std::vector<Option> options;
  std::vector<Argument> arguments;
  std::vector<CommandLine> commands;
};

/// What `app` parses. What is hidden from its `--help` is not in it.
CommandLine command_line(const CLI::App& app);

/// Every command, outer ones first: the program itself, then each with what is below it.
std::vector<const CommandLine*> all_commands(const CommandLine& program);

/// One or two dashes and a name, for a shell that wants them apart: "-j" is short.
bool is_short(const std::string& option_name);

}  // namespace pgstair::cli::completion
