// These models can only be loaded as ES modules.
export { CronJob } from "kubernetes-models/batch/v1";
export {
    ClusterRoleBinding,
    Role,
    RoleBinding,
} from "kubernetes-models/rbac.authorization.k8s.io/v1";
export { PersistentVolumeClaim, Pod, ServiceAccount } from "kubernetes-models/v1";
