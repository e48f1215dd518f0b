"""countries, with a first one"""
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.execute("CREATE TABLE countries (id int PRIMARY KEY)")
    op.execute(
        "CREATE TABLE cities (id int PRIMARY KEY, country int NOT NULL "
        "REFERENCES countries DEFERRABLE INITIALLY DEFERRED)"
    )
    op.execute("INSERT INTO cities VALUES (1, 1)")
    op.execute("INSERT INTO countries VALUES (1)")


def downgrade():
    op.execute("DROP TABLE cities")
    op.execute("DROP TABLE countries")
