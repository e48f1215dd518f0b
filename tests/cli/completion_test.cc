// SPDX-License-Identifier: MIT
//
// The manual page and the completions, held to what `--help` says of every command, by the shells
// themselves. fish and zsh are asked where they are installed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "cli_test.h"
#include "support/text.h"

namespace pgstair::cli {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::Not;
using testing::UnorderedElementsAreArray;

const std::vector<std::string> formats{"console", "json",   "junit",   "sarif",
                                       "github",  "gitlab", "markdown"};

using Words = std::vector<std::string>;

/// A command as its --help tells it.
struct HelpedCommand {
  Words path;     ///< "pgstair", "ctest", "list"
  Words options;  ///< "-j", "--jobs", …
  Words commands;
};

/// The first words of the lines of a section: of two columns and nothing more indented.
Words first_words(const std::string& help, const std::string& section) {
  Words words;
  bool inside = false;
  for (const auto line : lines(help)) {
    if (!line.starts_with(' ')) inside = line == section;
    if (inside && line.starts_with("  ") && line[2] != ' ') {
      words.emplace_back(split(line.substr(2), ' ').front());
    }
  }
  return words;
}

void read_help(Words path, std::vector<HelpedCommand>& commands) {
  Words arguments(path.begin() + 1, path.end());
  arguments.emplace_back("--help");
  const std::string help = pgstair(arguments).out;
  HelpedCommand command{path, {}, first_words(help, "Subcommands:")};
  for (const auto& names : first_words(help, "Options:")) {
    for (const auto name : split(names, ',')) command.options.emplace_back(name);
  }
  commands.push_back(command);
  for (const auto& below : command.commands) {
    auto inner = path;
    inner.push_back(below);
    read_help(inner, commands);
  }
}

std::vector<HelpedCommand> every_command() {
  std::vector<HelpedCommand> commands;
  read_help({"pgstair"}, commands);
  return commands;
}

class Completion : public CliTest {
 protected:
  void SetUp() override {
    write("db/1_a.sql", "");
    write("model.sql", "");
    write("other.sql", "");
  }

  std::string script(const std::string& shell) const {
    return write("script." + shell, pgstair({"completion", shell}).out).string();
  }

  /// What a shell prints, a candidate a line, without the descriptions after a tab.
  Words candidates(const Words& arguments) const {
    const auto result = run({.arguments = arguments, .directory = folder()});
    EXPECT_THAT(result.err, IsEmpty());
    Words words;
    for (const auto line : lines(result.out)) {
      const auto word = split(line, '\t').front();
      if (!word.empty() && std::ranges::find(words, word) == words.end()) words.emplace_back(word);
    }
    return words;
  }
};

/// Bash calls the function with the words of the line, as readline takes them apart.
class BashCompletion : public Completion {
 protected:
  Words offers(const Words& line) const {
    Words arguments{"bash",
                    "--noprofile",
                    "--norc",
                    "-c",
                    ". \"$0\"; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); _pgstair; "
                    "printf '%s\\n' \"${COMPREPLY[@]}\"",
                    script("bash")};
    arguments.insert(arguments.end(), line.begin(), line.end());
    return candidates(arguments);
  }
};

TEST_F(BashCompletion, OffersTheOptionsAndCommandsOfEveryHelp) {
  const auto commands = every_command();
  ASSERT_GT(commands.size(), 10U);
  for (const auto& command : commands) {
    ASSERT_FALSE(command.options.empty());
    auto line = command.path;
    line.emplace_back("-");
    EXPECT_THAT(offers(line), UnorderedElementsAreArray(command.options)) << join(line, " ");
    line.back() = "";
    if (!command.commands.empty()) {
      EXPECT_THAT(offers(line), UnorderedElementsAreArray(command.commands));
    }
  }
}

TEST_F(BashCompletion, OffersTheValuesOfAnOption) {
  EXPECT_THAT(offers({"pgstair", "verify", "--format", ""}), ElementsAreArray(formats));
  EXPECT_THAT(offers({"pgstair", "verify", "--format", "=", "ju"}), ElementsAre("junit"));
  EXPECT_THAT(offers({"pgstair", "verify", "--format", "="}), ElementsAreArray(formats));
  EXPECT_THAT(offers({"pgstair", "verify", "--chain-format", "g"}),
              ElementsAre("golang-migrate", "goose"));
  EXPECT_THAT(offers({"pgstair", "ctest", "walk", "--tests", "r"}), ElementsAre("revision"));
  EXPECT_THAT(offers({"pgstair", "verify", "--rows", ""}), IsEmpty());
}

TEST_F(BashCompletion, OffersFilesWhereFilesAreWantedAndFoldersWhereFolders) {
  EXPECT_THAT(offers({"pgstair", "verify", "--model", "mod"}), ElementsAre("model.sql"));
  EXPECT_THAT(offers({"pgstair", "verify", "--model", "model.sql", "oth"}),
              ElementsAre("other.sql"));
  EXPECT_THAT(offers({"pgstair", "verify", "--quiet", ""}), ElementsAre("db"));
  EXPECT_THAT(offers({"pgstair", "verify", "--format", "json", ""}), ElementsAre("db"));
}

TEST_F(BashCompletion, OffersTheCodesOfFindings) {
  EXPECT_THAT(offers({"pgstair", "findings", "two"}), ElementsAre("two-heads"));
}

TEST_F(BashCompletion, LeavesTheWordsOfAnotherProgramToIt) {
  EXPECT_THAT(offers({"pgstair", "run", "--", "ls", "--format"}), IsEmpty());
  EXPECT_THAT(offers({"pgstair", "run", "--", "bas"}), testing::Contains("bash"));
}

class FishCompletion : public Completion {
 protected:
  void SetUp() override {
    if (!find_program("fish")) GTEST_SKIP() << "fish is not installed";
    Completion::SetUp();
  }
  Words offers(const std::string& line) const {
    return candidates({"fish", "--no-config", "-c",
                       "source " + script("fish") + "; complete -C " + shell_quoted(line)});
  }
};

TEST_F(FishCompletion, OffersTheOptionsAndCommandsOfEveryHelp) {
  for (const auto& command : every_command()) {
    const std::string line = join(command.path, " ") + " ";
    EXPECT_THAT(offers(line + "-"), UnorderedElementsAreArray(command.options)) << line;
    if (!command.commands.empty()) {
      EXPECT_THAT(offers(line), UnorderedElementsAreArray(command.commands)) << line;
    }
  }
}

TEST_F(FishCompletion, OffersTheValuesOfAnOption) {
  EXPECT_THAT(offers("pgstair verify --format "), UnorderedElementsAreArray(formats));
  EXPECT_THAT(offers("pgstair verify --format=ju"), ElementsAre("--format=junit"));
  EXPECT_THAT(offers("pgstair verify --model mod"), ElementsAre("model.sql"));
  EXPECT_THAT(offers("pgstair verify "), ElementsAre("db/"));
  EXPECT_THAT(offers("pgstair findings two"), ElementsAre("two-heads"));
}

class ZshCompletion : public Completion {
 protected:
  void SetUp() override {
    if (!find_program("zsh")) GTEST_SKIP() << "zsh is not installed";
    Completion::SetUp();
  }
  Words offers(const std::string& line) const {
    return candidates(
        {"zsh", "-f", PGSTAIR_SOURCE_DIR "/tests/cli/zsh_offers.zsh", script("zsh"), line});
  }
};

TEST_F(ZshCompletion, OffersTheOptionsAndCommandsOfEveryHelp) {
  for (const auto& command : every_command()) {
    const std::string line = join(command.path, " ") + " ";
    Words offered = offers(line + "-");
    std::erase(offered, "-");  // where a program may stand, zsh has a modifier of that name
    EXPECT_THAT(offered, UnorderedElementsAreArray(command.options)) << line;
    if (!command.commands.empty()) {
      EXPECT_THAT(offers(line), UnorderedElementsAreArray(command.commands)) << line;
    }
  }
}

TEST_F(ZshCompletion, OffersTheValuesOfAnOption) {
  EXPECT_THAT(offers("pgstair verify --format "), ElementsAreArray(formats));
  EXPECT_THAT(offers("pgstair verify --format=ju"), ElementsAre("junit"));
  EXPECT_THAT(offers("pgstair verify --model mod"), ElementsAre("model.sql"));
  EXPECT_THAT(offers("pgstair verify --keep "), ElementsAre("db"));
  EXPECT_THAT(offers("pgstair findings two"), ElementsAre("two-heads"));
}

class ManPage : public CliTest {};

/// What stands in bold below a command's heading.
std::set<std::string> bold_words(const std::string& page, const Words& path) {
  std::set<std::string> words;
  const std::string heading =
      path.size() == 1 ? ".SH DESCRIPTION\n" : ".SS \\fB" + join(path, " ") + "\\fR";
  const auto begin = page.find(heading);
  if (begin == std::string::npos) return words;
  std::string section = page.substr(begin + heading.size());
  section = section.substr(0, std::min(section.find("\n.SS "), section.find("\n.SH ")));
  for (auto at = section.find("\\fB"); at != std::string::npos; at = section.find("\\fB", at)) {
    at += 3;
    words.insert(replace_all(section.substr(at, section.find("\\fR", at) - at), "\\-", "-"));
  }
  return words;
}

TEST_F(ManPage, HasTheOptionsOfEveryHelp) {
  const std::string page = pgstair({"man"}).out;
  for (const auto& command : every_command()) {
    if (!command.commands.empty() && command.path.size() > 1) continue;  // it only leads to others
    auto options = command.options;
    // Told once, of the program.
    if (command.path.size() > 1) {
      std::erase(options, "-h");
      std::erase(options, "--help");
    }
    EXPECT_THAT(bold_words(page, command.path), IsSupersetOf(options)) << join(command.path, " ");
  }
}

TEST_F(ManPage, IsUnderstoodByGroffWithoutAWarning) {
  if (!find_program("groff")) GTEST_SKIP() << "groff is not installed";
  const auto file = write("pgstair.1", pgstair({"man"}).out);
  const auto result =
      run({.arguments = {"groff", "-K", "utf8", "-man", "-Tutf8", "-ww", "-P-cbu", file.string()}});
  EXPECT_EQ(result.exit_code, 0);
  EXPECT_THAT(result.err, IsEmpty());
  EXPECT_NE(result.out.find("--chain-format"), std::string::npos);
}

TEST_F(ManPage, IsNotAmongTheCommandsOfHelp) {
  EXPECT_THAT(first_words(pgstair({"--help"}).out, "Subcommands:"), Not(testing::Contains("man")));
}

}  // namespace
}  // namespace pgstair::cli
