// SPDX-License-Identifier: MIT
#include <iostream>
#include <memory>
#include <string>

#include "cli/command.h"
#include "cli/completion/render.h"

namespace pgstair::cli {

namespace {

std::string render(const completion::CommandLine& program, const std::string& shell) {
  if (shell == "bash") return completion::render_bash(program);
  if (shell == "zsh") return completion::render_zsh(program);
  return completion::render_fish(program);
}

}  // namespace

void add_completion(CLI::App& app, Command& chosen) {
  CLI::App* command = app.add_subcommand(
      "completion", "Print a shell's completion script: eval \"$(pgstair completion bash)\"");
  const auto shell = std::make_shared<std::string>();
  command->add_option("shell", *shell, "The shell that is to read it")
      ->required()
      ->check(CLI::IsMember({"bash", "zsh", "fish"}));
  command->callback([shell, &app, &chosen] {
    chosen = [shell, &app] {
      std::cout << render(completion::command_line(app), *shell) << std::flush;
      return ExitCode::success;
    };
  });

  // For who makes a package; a user has `man pgstair`.
  CLI::App* man = app.add_subcommand("man", "Print the manual page, as roff")->group("");
  man->callback([&app, &chosen] {
    chosen = [&app] {
      std::cout << completion::render_man(completion::command_line(app)) << std::flush;
      return ExitCode::success;
    };
  });
}

}  // namespace pgstair::cli
