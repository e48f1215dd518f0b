// SPDX-License-Identifier: MIT
#include "cli/completion/command_line.h"

#include "report/finding_catalog.h"
#include "support/text.h"

namespace pgstair::cli::completion {

namespace {

/// The names in the first braces of what CLI11 says of a type: "TEXT:{console,json}", and of an
/// enumeration "ENUM:value in {chain->0,check->1} OR {0,1}".
std::vector<std::string> choices_of(const std::string& type) {
  std::vector<std::string> choices;
  const std::string inside = between(type, "{", "}");
  if (inside.empty()) return choices;
  for (const auto choice : split(inside, ',')) {
    choices.emplace_back(choice.substr(0, choice.find("->")));
  }
  return choices;
}

std::vector<std::string> finding_codes() {
  std::vector<std::string> codes;
  for (const auto& kind : report::finding_catalog()) codes.emplace_back(kind.code);
  return codes;
}

Value::Kind kind_of(const std::string& word) {
  if (word == "FILE" || word == "SOURCE") return Value::Kind::file;
  if (word == "FOLDER") return Value::Kind::folder;
  if (word == "PROGRAM") return Value::Kind::program;
  return word == "CODE" ? Value::Kind::one_of : Value::Kind::any;
}

Value value_of(const CLI::Option& option) {
  Value value;
  const std::string type = option.get_type_name();
  value.choices = choices_of(type);
  if (value.choices.empty()) {
    value.word = type.substr(0, type.find(':'));
    if (value.word == "INT" || value.word == "UINT") value.word = "N";
    value.kind = kind_of(value.word);
    if (value.kind == Value::Kind::one_of) value.choices = finding_codes();
  } else {
    value.kind = Value::Kind::one_of;
  }
  value.initial = option.get_default_str();
  value.several = option.get_items_expected_max() > 1;
  value.required = option.get_required();
  return value;
}

std::vector<std::string> names_of(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const auto& name : option.get_snames()) names.push_back("-" + name);
  for (const auto& name : option.get_lnames()) names.push_back("--" + name);
  return names;
}

CommandLine read(const CLI::App& app, std::vector<std::string> path) {
  CommandLine line{std::move(path), app.get_description(), {}, {}, {}};
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_group().empty()) continue;
    const auto& description = option->get_description();
    if (option->get_positional()) {
      line.arguments.push_back({option->get_name(true), description, value_of(*option)});
      continue;
    }
    Option read{names_of(*option), description, std::nullopt};
    if (option->get_items_expected_max() > 0) read.value = value_of(*option);
    line.options.push_back(std::move(read));
  }
  const auto shown = [](const CLI::App* command) { return !command->get_group().empty(); };
  for (const CLI::App* command : app.get_subcommands(shown)) {
    auto below = line.path;
    below.push_back(command->get_name());
    line.commands.push_back(read(*command, std::move(below)));
  }
  return line;
}

void add_all(const CommandLine& command, std::vector<const CommandLine*>& all) {
  all.push_back(&command);
  for (const auto& below : command.commands) add_all(below, all);
}

}  // namespace

CommandLine command_line(const CLI::App& app) { return read(app, {app.get_name()}); }

std::vector<const CommandLine*> all_commands(const CommandLine& program) {
  std::vector<const CommandLine*> all;
  add_all(program, all);
  return all;
}

bool is_short(const std::string& option_name) { return !option_name.starts_with("--"); }

}  // namespace pgstair::cli::completion
