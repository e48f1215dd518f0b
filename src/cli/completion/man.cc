// SPDX-License-Identifier: MIT
#include "cli/completion/render.h"
#include "report/version.h"
#include "support/text.h"

namespace pgstair::cli::completion {

namespace {

/// As roff's text: a minus stays one, and no line is taken for a request.
std::string plain(std::string text) {
  text = replace_all(std::move(text), "\\", "\\e");
  text = replace_all(std::move(text), "-", "\\-");
  if (text.starts_with('.') || text.starts_with('\'')) text.insert(0, "\\&");
  return text;
}

std::string bold(const std::string& text) { return "\\fB" + plain(text) + "\\fR"; }
std::string slanted(const std::string& text) { return "\\fI" + plain(text) + "\\fR"; }

/// What stands for the value; a line may break between choices.
std::string placeholder(const Value& value) {
  std::vector<std::string> choices;
  for (const auto& choice : value.choices) choices.push_back(bold(choice));
  const std::string word = value.word.empty() ? join(choices, "|\\:") : slanted(value.word);
  return word + (value.several ? " ..." : "");
}

std::string remarks(const Value& value) {
  if (value.required) return " (required)";
  return value.initial.empty() ? "" : " (default: " + value.initial + ")";
}

std::string entry(const std::string& head, const std::string& text) {
  return ".TP\n" + head + "\n" + plain(text) + "\n";
}

std::string option_entry(const Option& option) {
  std::vector<std::string> names;
  for (const auto& name : option.names) names.push_back(bold(name));
  std::string head = join(names, ", ");
  if (!option.value) return entry(head, option.description);
  return entry(head + " " + placeholder(*option.value),
               option.description + remarks(*option.value));
}

std::string synopsis(const CommandLine& command) {
  std::string text = bold(join(command.path, " "));
  if (!command.options.empty()) text += " [" + slanted("OPTIONS") + "]";
  for (const auto& argument : command.arguments) {
    const std::string name = slanted(argument.name) + (argument.value.several ? " ..." : "");
    text += argument.value.required ? " " + name : " [" + name + "]";
  }
  return text;
}

/// A command by itself; one that only leads to others is told by them.
std::string section(const CommandLine& command) {
  std::string text = ".SS " + synopsis(command) + "\n" + plain(command.description) + ".\n";
  for (const auto& argument : command.arguments) {
    text += entry(slanted(argument.name), argument.description + remarks(argument.value));
  }
  for (const auto& option : command.options) {
    if (option.names.back() != "--help") text += option_entry(option);
  }
  return text;
}

constexpr const char* man_rest = R"(.SH FILES
.TP
.I pgstair.toml
Beside a chain or above it: its format, model, neighbours and accepted findings.
Flags go before it.
.SH ENVIRONMENT
.TP
.B PGSTAIR_RUN_DIR
Where disposable servers live; default: the first of /dev/shm, TMPDIR and /tmp that has room.
.TP
.B PGSTAIR_CACHE
Where a cluster is kept that disposable servers are copies of; default: ~/.cache/pgstair, and /var/cache/pgstair for root. What was verified is kept there, too.
.TP
.B PGSTAIR_NO_CACHE
If set, verify as with \-\-no\-cache.
.TP
.B PATH
Where Python, psql and postgres are looked for, and the chain's own tool.
.TP
.B NO_COLOR
No colours on a terminal.
.SH EXIT STATUS
.TP
.B 0
Nothing was found.
.TP
.B 1
There are findings.
.TP
.B 2
The call or the configuration is wrong.
.TP
.B 3
The machine would not: no Postgres, no room, a server that died.
.TP
.B 4
A defect of pgstair.
.PP
.B pgstair run
ends with the exit status of its program.
.SH EXAMPLES
.TP
.B pgstair verify db/migrations
Walk the chain up, down and up again.
.TP
.B pgstair verify \-\-rows 100 \-\-probe
The same with rows in the tables, and a violating row for every constraint.
.TP
.B pgstair doctor
What pgstair finds on this machine, and what is missing.
.TP
.B pgstair findings downgrade\-leaves\-residue
What a finding means and what to do about it.
.SH SEE ALSO
.BR psql (1),
.BR ctest (1)
)";

}  // namespace

std::string render_man(const CommandLine& program) {
  std::string text = ".\\\" Written by `pgstair man`.\n.TH PGSTAIR 1 \"\" \"pgstair " +
                     std::string(report::version) + "\" \"User Commands\"\n.ad l\n.SH NAME\n" +
                     "pgstair \\- verify PostgreSQL migration chains on disposable databases\n" +
                     ".SH SYNOPSIS\n" + bold("pgstair") + " " + slanted("COMMAND") + " [" +
                     slanted("OPTIONS") + "]\n.SH DESCRIPTION\n";
  text +=
      R"(pgstair walks a PostgreSQL migration chain up, down and up again on a Postgres that it starts and throws away, and says what would go wrong before production does.
.PP
Each command tells its options with
.BR \-\-help .
)";
  for (const auto& option : program.options) text += option_entry(option);
  text += ".SH COMMANDS\n";
  for (const auto* command : all_commands(program)) {
    if (command != &program && command->commands.empty()) text += section(*command);
  }
  return text + man_rest;
}

}  // namespace pgstair::cli::completion
