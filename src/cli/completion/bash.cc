// SPDX-License-Identifier: MIT
#include "cli/completion/render.h"
#include "support/process.h"
#include "support/text.h"

namespace pgstair::cli::completion {

namespace {

using Kind = Value::Kind;

/// A line of a `case`: what was read so far, and what is to be done about it.
std::string branch(const std::vector<std::string>& patterns, const std::string& action) {
  if (patterns.empty()) return {};
  std::vector<std::string> quoted;
  for (const auto& pattern : patterns) quoted.push_back("'" + pattern + "'");
  return "      " + join(quoted, " | ") + ") " + action + " ;;\n";
}

std::string bash_action(const Value& value) {
  if (value.kind == Kind::file) return "files=-f";
  if (value.kind == Kind::folder) return "files=-d";
  if (value.kind == Kind::program) return "words=$(compgen -c -- \"$cur\")";
  if (value.kind == Kind::one_of) return "words=" + shell_quoted(join(value.choices, " "));
  return ":";  // nothing that is known here
}

/// Those of the program's options, as "pgstair verify --model", that satisfy the condition.
template <typename Condition>
std::vector<std::string> options_that(const CommandLine& program, const Condition& condition) {
  std::vector<std::string> found;
  for (const auto* command : all_commands(program)) {
    for (const auto& option : command->options) {
      if (!option.value || !condition(*option.value)) continue;
      for (const auto& name : option.names) found.push_back(join(command->path, " ") + " " + name);
    }
  }
  return found;
}

std::string commands_of(const CommandLine& program) {
  std::vector<std::string> paths;
  for (const auto* command : all_commands(program)) {
    if (command->path.size() > 1) paths.push_back(join(command->path, " "));
  }
  return branch(paths, "command+=\" $word\"");
}

/// What may follow an option that takes a value.
std::string values_of_options(const CommandLine& program) {
  std::string text;
  for (const auto* command : all_commands(program)) {
    for (const auto& option : command->options) {
      if (!option.value) continue;
      std::vector<std::string> patterns;
      for (const auto& name : option.names)
        patterns.push_back(join(command->path, " ") + " " + name);
      text += branch(patterns, bash_action(*option.value));
    }
  }
  return text;
}

/// What else may stand in a command: its options, and what its place asks for.
std::string words_of_commands(const CommandLine& program) {
  std::string text;
  for (const auto* command : all_commands(program)) {
    std::vector<std::string> options;
    for (const auto& option : command->options) {
      options.insert(options.end(), option.names.begin(), option.names.end());
    }
    std::string action = "options=" + shell_quoted(join(options, " "));
    std::vector<std::string> below;
    for (const auto& inner : command->commands) below.push_back(inner.path.back());
    if (!below.empty()) action += "; words=" + shell_quoted(join(below, " "));
    if (!command->arguments.empty()) action += "; " + bash_action(command->arguments.front().value);
    text += branch({join(command->path, " ")}, action);
  }
  return text;
}

/// The commands whose argument is a program with arguments of its own.
std::string commands_that_run_another(const CommandLine& program) {
  std::vector<std::string> paths;
  for (const auto* command : all_commands(program)) {
    for (const auto& argument : command->arguments) {
      if (argument.value.kind == Kind::program) paths.push_back(join(command->path, " "));
    }
  }
  return branch(paths, "_pgstair_program $((i + 1)); return");
}

constexpr const char* bash_script =
    R"(# bash completion for pgstair, written by `pgstair completion bash`

# From the word of this number on the line is another program's.
_pgstair_program() {
  if declare -F _comp_command_offset >/dev/null; then
    _comp_command_offset "$1"
  elif declare -F _command_offset >/dev/null; then
    _command_offset "$1"
  elif ((COMP_CWORD == $1)); then
    mapfile -t COMPREPLY < <(compgen -c -- "${COMP_WORDS[COMP_CWORD]}")
  else
    compopt -o default 2>/dev/null
  fi
}

_pgstair() {
  local cur=${COMP_WORDS[COMP_CWORD]} command=pgstair option='' word i
  local words='' options='' files=''
  COMPREPLY=()

  # Which command it is, and which option waits for a value. Bash makes a word of its own of '='.
  for ((i = 1; i < COMP_CWORD; i++)); do
    word=${COMP_WORDS[i]}
    if [[ $word == -- ]]; then
      case $command in
@PROGRAMS@      esac
      option=''
      break
    elif [[ $word == -* ]]; then
      option=$word
    elif [[ $word != = ]]; then
      case "$command $option" in
@SEVERAL@      *) option='' ;;
      esac
      case "$command $word" in
@COMMANDS@      esac
    fi
  done
  if [[ $cur == = ]]; then cur=''; fi

  case "$command $option" in
@VALUES@      *) option='' ;;
  esac
  if [[ -z $option || $cur == -* ]]; then
    words='' files=''
    case $command in
@WORDS@    esac
    if [[ $cur == -* ]]; then words=$options files=''; fi
  fi

  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen "$files" -- "$cur")
  else
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur")
  fi
}

complete -F _pgstair pgstair
)";

}  // namespace

std::string render_bash(const CommandLine& program) {
  std::string text = bash_script;
  text = replace_all(text, "@PROGRAMS@", commands_that_run_another(program));
  text = replace_all(
      text, "@SEVERAL@",
      branch(options_that(program, [](const Value& value) { return value.several; }), ":"));
  text = replace_all(text, "@COMMANDS@", commands_of(program));
  text = replace_all(text, "@VALUES@", values_of_options(program));
  return replace_all(text, "@WORDS@", words_of_commands(program));
}

}  // namespace pgstair::cli::completion
