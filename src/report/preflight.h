// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "support/errors.h"

namespace pgstair::report {

/// Something that a revision demands of rows, and what the real database says to it.
struct PreflightQuestion {
  /// Which rows it is about: those that a demand would refuse, or those whose numbers a sequence
  /// has yet to give to the rows that the revision inserts.
  enum class Kind { demand, sequence };
  Kind kind = Kind::demand;
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

/// Something about the database, other than what its rows violate, that bears on the deployment.
struct PreflightFact {
  enum class Weight {
    told,     ///< worth knowing; no revision fails of it
    unknown,  ///< it could not be found out whether a revision fails of it
    stops,    ///< a revision fails, never runs, or does not do what it says
  };
  Weight weight = Weight::told;
  std::string kind = {};      ///< "late-revision", "sequence-behind" …: stable, for programs
  std::string revision = {};  ///< that it bears on; empty: none of its own
  std::string object = {};    ///< "index events_key on public.events"; may be empty
  std::string sentence = {};
  Location location = {};   ///< of a statement; may be empty
  std::string query = {};   ///< that tells it; empty: the catalog or the version table does
  std::string advice = {};  ///< what to do; may be empty
};

/// What pgstair preflight learned.
struct Preflight {
  std::string database;              ///< without its password
  std::string applied;               ///< "schema_migrations says 0041_orders", "--from 0041_orders"
  std::uint64_t rows_each = 0;       ///< with which each table of a rehearsal was filled
  std::vector<std::string> pending;  ///< ids, in order
  std::vector<std::string> rehearsed;      ///< of those, the ones that were tried with rows
  std::vector<std::string> not_rehearsed;  ///< "0042_x: reason"
  std::vector<PreflightQuestion> questions;
  std::vector<PreflightFact> facts;
  std::vector<std::string> looked_at;  ///< besides rows: "3 sequences", in the order of the looks
};

}  // namespace pgstair::report
