// SPDX-License-Identifier: MIT
#include <iostream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "cli/command.h"
#include "cli/doctor/examine.h"
#include "cli/printable_stream.h"
#include "cli/server_flags.h"
#include "verify/options.h"

namespace pgstair::cli {

namespace {

using doctor::Diagnosis;

struct DoctorFlags {
  std::string path = ".";
  ServerFlags server;
};

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

const char* name_of(Diagnosis::State state) {
  if (state == Diagnosis::State::ok) return "ok";
  return state == Diagnosis::State::absent ? "-" : "problem";
}

void print(const std::string& subject, const Diagnosis& diagnosis) {
  constexpr std::size_t state_width = 9;
  constexpr std::size_t subject_width = 13;
  std::string margin =
      padded(name_of(diagnosis.state), state_width) + padded(subject, subject_width);
  for (const auto& line : diagnosis.found) {
    std::cout << margin << line << '\n';
    margin.assign(state_width + subject_width, ' ');
  }
  if (!diagnosis.advice.empty()) std::cout << margin << "→ " << diagnosis.advice << '\n';
  std::cout << std::flush;
}

/// One line after the other, as each is known.
ExitCode examine(const DoctorFlags& flags) {
  const PrintableStream printable_output(std::cout);
  verify::Options options = verify::read_configuration(flags.path);
  apply(flags.server, options);
  bool is_well = true;
  const auto tell = [&is_well](const std::string& subject, const Diagnosis& diagnosis) {
    print(subject, diagnosis);
    is_well = is_well && diagnosis.state != Diagnosis::State::problem;
  };
  tell("pgstair", doctor::program());
  tell("Postgres", doctor::installations(options));
  tell("account", doctor::account());
  tell("room", doctor::places());
  tell("left over", doctor::left_over());
  tell("server", doctor::server(options));
  tell("Alembic", doctor::python(options));
  tell("CMake", doctor::cmake_package());
  tell("completion", doctor::completions());
  return is_well ? ExitCode::success : ExitCode::environment;
}

}  // namespace

void add_doctor(CLI::App& app, Command& chosen) {
  CLI::App* command =
      app.add_subcommand("doctor", "Tell what pgstair finds on this machine, and what is missing");
  const auto flags = std::make_shared<DoctorFlags>();
  command->add_option("path", flags->path, "The folder with the migrations, or with pgstair.toml")
      ->type_name("FOLDER")
      ->capture_default_str();
  add_server_flags(*command, flags->server);
  command->callback([flags, &chosen] { chosen = [flags] { return examine(*flags); }; });
}

}  // namespace pgstair::cli
