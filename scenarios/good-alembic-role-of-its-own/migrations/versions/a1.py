"""users"""
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    role = op.get_bind().exec_driver_sql("SELECT session_user").scalar()
    if role != "app_owner":
        raise RuntimeError(f"it is {role} that deploys")
    op.execute("CREATE TABLE users (id int PRIMARY KEY)")


def downgrade():
    op.execute("DROP TABLE users")
