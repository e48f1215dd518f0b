-- migrate:up
CREATE EXTENSION btree_gist;
CREATE TYPE room_kind AS ENUM ('office', 'meeting', 'lab');
CREATE DOMAIN email AS text CONSTRAINT email_has_at CHECK (VALUE ~ '^[^@ ]+@[^@ ]+$');
CREATE TABLE people (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  email email NOT NULL,
  name varchar(80) NOT NULL
);
CREATE UNIQUE INDEX people_email ON people (lower(email));
CREATE TABLE rooms (
  building char(3) NOT NULL,
  number int NOT NULL,
  kind room_kind NOT NULL,
  width numeric(5, 2) NOT NULL CHECK (width > 0),
  length numeric(5, 2) NOT NULL CHECK (length > 0),
  area numeric GENERATED ALWAYS AS (width * length) STORED CHECK (area < 400),
  PRIMARY KEY (building, number)
);
CREATE TABLE bookings (
  id bigserial PRIMARY KEY,
  building char(3) NOT NULL,
  number int NOT NULL,
  person int NOT NULL REFERENCES people,
  during tstzrange NOT NULL CHECK (NOT isempty(during)),
  FOREIGN KEY (building, number) REFERENCES rooms ON DELETE RESTRICT,
  CONSTRAINT bookings_do_not_overlap EXCLUDE USING gist (building WITH =, number WITH =, during WITH &&)
);

-- migrate:down
DROP TABLE bookings;
DROP TABLE rooms;
DROP TABLE people;
DROP DOMAIN email;
DROP TYPE room_kind;
DROP EXTENSION btree_gist;
