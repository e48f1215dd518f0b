// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/errors.h"

namespace pgstair::report {

/// Something that a revision demands of rows, and what the real database says to it.
struct PreflightQuestion {
  std::string revision;
  std::string sentence;           ///< "a row of public.users has no email"
  std::string object;             ///< the constraint or column that would refuse it
  Location location;              ///< of the statement that would fail
  std::string query;              ///< what was asked; empty: nothing can be asked beforehand
  std::string not_answered;       ///< why the database gave no answer
  std::uint64_t rows = 0;         ///< that would fail
  bool more = false;              ///< `rows` is where the count was broken off
  std::vector<std::string> keys;  ///< of some of them
};

/// What pgstair preflight learned.
struct Preflight {
  std::string database;              ///< without its password
  std::string applied;               ///< "schema_migrations says 0041_orders", "--from 0041_orders"
  std::vector<std::string> pending;  ///< ids, in order
  std::vector<std::string> rehearsed;      ///< of those, the ones that were tried with rows
  std::vector<std::string> not_rehearsed;  ///< "0042_x: reason"
  std::vector<PreflightQuestion> questions;
};

}  // namespace pgstair::report
