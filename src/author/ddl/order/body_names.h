// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include "author/ddl/object/objects.h"

namespace pgstair::author {

/// What a function names in a body that the server keeps as text.
struct BodyNames {
  std::vector<const Entry*> objects;  ///< relations and functions
  bool checked = false;               ///< whether the server looks for them when it makes it
  /// Whether it will not find one of them: it is in a schema that neither its name nor the function
  /// tells.
  bool out_of_sight = false;
};

/// Who finds in bodies the names of what is to be written.
class BodyReader {
 public:
  explicit BodyReader(const Objects& objects);

  /// Of SQL, what its statements name; of another language, all that is called as a word in it.
  BodyNames names_in(const Entry& function) const;

 private:
  std::map<std::string, std::vector<const Entry*>, std::less<>> by_name_;  ///< in lower case
};

}  // namespace pgstair::author
