// SPDX-License-Identifier: MIT
#include "cli/completion/render.h"
#include "support/text.h"

namespace pgstair::cli::completion {

namespace {

using Kind = Value::Kind;

/// Inside single quotes, where `_arguments` takes brackets and colons for its own.
std::string zsh_quoted(std::string text) {
  for (const char* special : {"\\", "[", "]", ":"}) {
    text = replace_all(std::move(text), special, std::string("\\") + special);
  }
  return replace_all(std::move(text), "'", "'\\''");
}

/// ":what it is:how to complete it"
std::string zsh_action(const Value& value, const std::string& name) {
  const std::string message = ":" + zsh_quoted(value.word.empty() ? name : value.word) + ":";
  if (value.kind == Kind::file) return message + "_files";
  if (value.kind == Kind::folder) return message + "_files -/";
  if (value.kind == Kind::one_of) return message + "(" + join(value.choices, " ") + ")";
  return message;
}

std::string option_lines(const Option& option) {
  const bool several = option.value && option.value->several;
  std::string rest = "[" + zsh_quoted(option.description) + "]";
  if (option.value) rest += zsh_action(*option.value, option.names.back());
  std::string lines;
  for (const auto& name : option.names) {
    // Of several names for one option each rules out the others.
    const std::string excluded =
        several || option.names.size() < 2 ? "" : "(" + join(option.names, " ") + ")";
    const std::string separator = option.value && !is_short(name) ? "=" : "";
    lines += "    '" + std::string(several ? "*" : excluded) + name + separator + rest + "'\n";
  }
  return lines;
}

std::string argument_line(const Argument& argument) {
  const Value& value = argument.value;
  if (value.kind == Kind::program) return "    '*:::program:_normal'\n";
  const std::string prefix = value.several ? "*" : value.required ? "" : ":";
  return "    '" + prefix + zsh_action(value, argument.name) + "'\n";
}

std::string function_name(const CommandLine& command) { return "_" + join(command.path, "_"); }

/// _arguments of one command; what is below it is left to the functions of those commands.
std::string zsh_function(const CommandLine& command) {
  std::string text = function_name(command) + "() {\n  local -a specs=(\n";
  for (const auto& option : command.options) text += option_lines(option);
  for (const auto& argument : command.arguments) text += argument_line(argument);
  if (command.commands.empty()) return text + "  )\n  _arguments -S $specs\n}\n\n";
  text += "    '1: :->command'\n    '*:: :->inside'\n  )\n  local -a names=(\n";
  for (const auto& below : command.commands) {
    text += "    '" + below.path.back() + ":" + zsh_quoted(below.description) + "'\n";
  }
  text += R"(  )
  local context state state_descr line
  typeset -A opt_args
  _arguments -C $specs
  case $state in
    command) _describe command names ;;
    inside) (( $+functions[)" +
          function_name(command) + R"(_$words[1]] )) && )" + function_name(command) +
          R"(_$words[1] ;;
  esac
}

)";
  return text;
}

}  // namespace

std::string render_zsh(const CommandLine& program) {
  std::string text =
      "#compdef pgstair\n# zsh completion for pgstair, written by "
      "`pgstair completion zsh`\n\n";
  for (const auto* command : all_commands(program)) text += zsh_function(*command);
  // A file in fpath is the function's body; one that is sourced only defines it.
  return text + R"(if [[ $funcstack[1] == _pgstair ]]; then
  _pgstair "$@"
else
  compdef _pgstair pgstair
fi
)";
}

}  // namespace pgstair::cli::completion
