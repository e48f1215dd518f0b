// SPDX-License-Identifier: MIT
#include "cli/completion/render.h"
#include "support/text.h"

namespace pgstair::cli::completion {

namespace {

using Kind = Value::Kind;

std::string fish_quoted(std::string text) {
  text = replace_all(std::move(text), "\\", "\\\\");
  return "'" + replace_all(std::move(text), "'", "\\'") + "'";
}

/// "complete -c pgstair", where the words so far are this command's.
std::string fish_complete(const CommandLine& command, const std::string& condition) {
  const std::vector<std::string> words(command.path.begin() + 1, command.path.end());
  std::string call = condition;
  for (const auto& word : words) call += " " + word;
  return "complete -c pgstair -n '" + call + "'";
}

std::string fish_action(const Value& value) {
  if (value.kind == Kind::file) return " -F";
  if (value.kind == Kind::folder) return " -fa '(__fish_complete_directories)'";
  if (value.kind == Kind::program) return " -fa '(__fish_complete_subcommand)'";
  if (value.kind == Kind::one_of) return " -fa " + fish_quoted(join(value.choices, " "));
  return " -f";
}

std::string fish_option(const CommandLine& command, const Option& option) {
  // The program's own options stand before any command.
  const bool outermost = command.path.size() == 1;
  std::string line =
      fish_complete(command, outermost ? "__pgstair_words_are" : "__pgstair_command_is");
  for (const auto& name : option.names) {
    line += is_short(name) ? " -s " + name.substr(1) : " -l " + name.substr(2);
  }
  if (option.value) line += " -r" + fish_action(*option.value);
  return line + " -d " + fish_quoted(option.description) + "\n";
}

std::string fish_lines(const CommandLine& command) {
  std::string text;
  for (const auto& option : command.options) text += fish_option(command, option);
  for (const auto& argument : command.arguments) {
    text += fish_complete(command, "__pgstair_command_is") + fish_action(argument.value) + "\n";
  }
  for (const auto& below : command.commands) {
    text += fish_complete(command, "__pgstair_words_are") + " -fa " + below.path.back() + " -d " +
            fish_quoted(below.description) + "\n";
  }
  return text;
}

constexpr const char* fish_functions =
    R"(# fish completion for pgstair, written by `pgstair completion fish`

# The words without options begin with these.
function __pgstair_command_is
    set -l words (commandline -opc | string match -v -- '-*')[2..]
    test (count $argv) -le (count $words); or return
    for i in (seq (count $argv))
        test $argv[$i] = $words[$i]; or return
    end
end

# They are these and no more.
function __pgstair_words_are
    __pgstair_command_is $argv
    and test (count (commandline -opc | string match -v -- '-*')) -eq (math 1 + (count $argv))
end

complete -c pgstair -f
)";

}  // namespace

std::string render_fish(const CommandLine& program) {
  std::string text = fish_functions;
  for (const auto* command : all_commands(program)) text += fish_lines(*command);
  return text;
}

}  // namespace pgstair::cli::completion
